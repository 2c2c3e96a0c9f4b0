// Runs in the page: what is wider than the window, cut off, or lies on
// something else. What scrolls in a frame of its own may be wider.
"use strict";
module.exports = () => {
	const faults = [];
	const width = document.documentElement.clientWidth;
	const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""} "${element.textContent.trim().slice(0, 40)}"`;
	const scrolls = (element) => element.closest(".box, .plot, pre, .skip, .tip, script, style") !== null;
	const isShown = (element) => element.checkVisibility({visibilityProperty: true});

	if (document.documentElement.scrollWidth > width)
		faults.push(`the page is ${document.documentElement.scrollWidth} wide`);

	// Every piece of text with its place.
	const pieces = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement;
		if (node.textContent.trim() === "" || parent.closest("script, style, option, .skip, title") || !isShown(parent))
			continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const rect of range.getClientRects())
			if (rect.width > 1 && rect.height > 1)
				pieces.push({rect, parent, svg: parent.closest("svg"), frame: parent.closest(".box, .plot, pre")});
	}
	for (const {rect, parent} of pieces)
		if (!scrolls(parent) && (rect.right > width + 1 || rect.left < -1))
			faults.push(`outside: ${name(parent)} from ${rect.left.toFixed(0)} to ${rect.right.toFixed(0)}`);

	// What hides what does not fit, but for those that end in "…" on purpose.
	for (const element of document.body.querySelectorAll("*")) {
		if (element.closest("svg") || !isShown(element))
			continue;
		const style = getComputedStyle(element);
		if (style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1)
			faults.push(`cut: ${name(element)}`);
	}

	// Labels of a chart stay inside of it.
	for (const {rect, parent, svg} of pieces) {
		if (!svg)
			continue;
		const box = svg.getBoundingClientRect();
		if (rect.left < box.left - 2 || rect.right > box.right + 2 || rect.top < box.top - 3 || rect.bottom > box.bottom + 3)
			faults.push(`outside of its chart: ${name(parent)}`);
	}

	// Two texts on one place. Pieces of one frame may scroll below a sticky
	// column; they are compared where nothing is scrolled yet.
	pieces.sort((a, b) => a.rect.top - b.rect.top);
	for (let i = 0; i < pieces.length && faults.length < 50; i++) {
		const a = pieces[i];
		for (let j = i + 1; j < pieces.length && pieces[j].rect.top < a.rect.bottom - 3; j++) {
			const b = pieces[j];
			const x = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
			const y = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
			// A line's box is taller than its letters.
			if (x > 2 && y > 0.45 * Math.min(a.rect.height, b.rect.height) && a.parent !== b.parent && a.frame === b.frame)
				faults.push(`on each other: ${name(a.parent)} and ${name(b.parent)}`);
		}
	}
	return faults;
};
