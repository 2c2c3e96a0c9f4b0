(function () {
"use strict";

/* Every control is made here: without a script the page has none of them. */
function make(name, properties, children) {
	const element = Object.assign(document.createElement(name), properties);
	element.append(...(children || []));
	return element;
}

const boxOf = (element) => element.getBoundingClientRect();
const clamp = (low, number, high) => Math.max(low, Math.min(number, high));

/* Tips: the exact value of the mark that is pointed at, or stepped to. */
const tips = new WeakMap();
const tip = make("div", {className: "tip", hidden: true});
tip.setAttribute("role", "status");
document.body.append(tip);
let lit = null;

function tipHide() {
	if (lit !== null)
		lit.classList.remove("lit");
	lit = null;
	tip.hidden = true;
}

function tipShow(mark) {
	if (mark === lit)
		return;
	tipHide();
	lit = mark;
	mark.classList.add("lit");
	tip.textContent = tips.get(mark);
	tip.hidden = false;
	const at = boxOf(mark);
	const left = at.left + at.width / 2 - tip.offsetWidth / 2;
	const above = at.top - tip.offsetHeight - 8;
	tip.style.left = clamp(4, left, document.documentElement.clientWidth - tip.offsetWidth - 4) + "px";
	tip.style.top = (above < 4 ? at.bottom + 8 : above) + "px";
}

/* The mark at the pointer, else the nearest one within reach. */
function markNear(plot, event) {
	const over = event.target.closest("svg *");
	if (over !== null && tips.has(over))
		return over;
	let best = null, least = 14 * 14;
	for (const mark of plot.marks) {
		const box = boxOf(mark);
		const x = event.clientX - clamp(box.left, event.clientX, box.right);
		const y = event.clientY - clamp(box.top, event.clientY, box.bottom);
		if (x * x + y * y < least) {
			least = x * x + y * y;
			best = mark;
		}
	}
	return best;
}

/* Zoom and pan: the part of the drawing that its frame shows. */
function plotShow(plot) {
	const [, , width, height] = plot.whole;
	const w = width / plot.zoom, h = height / plot.zoom;
	plot.x = clamp(0, plot.x, width - w);
	plot.y = clamp(0, plot.y, height - h);
	plot.svg.setAttribute("viewBox", [plot.x, plot.y, w, h].map((n) => +n.toFixed(3)).join(" "));
	plot.frame.classList.toggle("zoomed", plot.zoom > 1);
	plot.out.disabled = plot.reset.disabled = plot.zoom === 1;
	tipHide();
}

/* Zooms so that the point at x, y (shares of the frame) stays where it is. */
function plotZoom(plot, factor, x = 0.5, y = 0.5) {
	const [, , width, height] = plot.whole;
	const zoom = clamp(1, plot.zoom * factor, 16);
	plot.x += x * (width / plot.zoom - width / zoom);
	plot.y += y * (height / plot.zoom - height / zoom);
	plot.zoom = zoom;
	plotShow(plot);
}

function plotPan(plot, x, y) {
	plot.x += x * plot.whole[2] / plot.zoom;
	plot.y += y * plot.whole[3] / plot.zoom;
	plotShow(plot);
}

function plotStep(plot, by) {
	if (plot.marks.length === 0)
		return;
	const now = plot.marks.indexOf(lit);
	const next = now < 0 ? (by > 0 ? 0 : plot.marks.length - 1) : now + by;
	tipShow(plot.marks[clamp(0, next, plot.marks.length - 1)]);
}

function plotKey(plot, event) {
	const moves = {ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1]};
	if (event.ctrlKey || event.metaKey || event.altKey)
		return;
	if (plot.keys[event.key])
		plot.keys[event.key]();
	else if (moves[event.key] && plot.zoom > 1)
		plotPan(plot, ...moves[event.key]);
	else
		return;
	event.preventDefault();
}

/* A button for what a key does. */
function plotButton(plot, key, title, textContent = key) {
	const button = make("button", {type: "button", title, textContent, onclick: plot.keys[key]});
	plot.tools.append(button);
	return button;
}

/* Where the pointer is in the drawing, as shares of it. */
function plotPointer(plot, event) {
	const box = boxOf(plot.svg);
	return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

function plotListen(plot) {
	let drag = null;
	const listeners = {
		keydown: (event) => plotKey(plot, event),
		blur: tipHide,
		pointerleave: tipHide,
		wheel(event) {
			if (!event.ctrlKey && !event.metaKey)
				return;
			event.preventDefault();
			plotZoom(plot, event.deltaY < 0 ? 1.2 : 1 / 1.2, ...plotPointer(plot, event));
		},
		pointerdown(event) {
			if (plot.zoom === 1 || event.button !== 0)
				return;
			drag = plotPointer(plot, event);
			plot.frame.setPointerCapture(event.pointerId);
		},
		pointerup() { drag = null; },
		pointermove(event) {
			if (drag === null) {
				const mark = markNear(plot, event);
				return mark === null ? tipHide() : tipShow(mark);
			}
			const [x, y] = plotPointer(plot, event);
			plotPan(plot, drag[0] - x, drag[1] - y);
			drag = [x, y];
		},
	};
	for (const type in listeners)
		plot.frame.addEventListener(type, listeners[type], {passive: false});
}

/* Browsers would show a title late and beside our tip: take it out. */
function takeTips(svg) {
	const marks = [];
	for (const title of [...svg.querySelectorAll("title")]) {
		const mark = title.parentNode;
		tips.set(mark, title.textContent);
		title.remove();
		marks.push(mark);
	}
	return marks;
}

for (const frame of document.querySelectorAll(".plot")) {
	const svg = frame.querySelector("svg");
	const tools = make("div", {className: "tools"});
	const plot = {frame, svg, tools, marks: takeTips(svg), zoom: 1, x: 0, y: 0,
		whole: svg.getAttribute("viewBox").split(/[ ,]+/).map(Number)};
	const zoomIn = () => plotZoom(plot, 1.5);
	plot.keys = {"+": zoomIn, "=": zoomIn, "-": () => plotZoom(plot, 1 / 1.5), "0": () => plotZoom(plot, 0),
		n: () => plotStep(plot, 1), p: () => plotStep(plot, -1), Escape: tipHide};
	plotButton(plot, "+", "Zoom in (+)");
	plot.out = plotButton(plot, "-", "Zoom out (\u2212)", "\u2212");
	plot.reset = plotButton(plot, "0", "The whole chart (0)", "Reset");
	tools.append(make("span", {className: "keys",
		textContent: "Keys: + \u2212 0 zoom, arrows move, n p values"}));
	frame.before(tools);
	plotListen(plot);
	plotShow(plot);
}
addEventListener("scroll", tipHide, {passive: true});

/* What a page of a case can do without: */
/* Copying, also where file:// pages may not use the clipboard. */
for (const element of document.querySelectorAll(".copy")) {
	const button = make("button", {type: "button", className: "copier", textContent: "Copy"});
	const say = (text) => {
		button.textContent = text;
		setTimeout(() => { button.textContent = "Copy"; }, 2000);
	};
	const byHand = () => {
		getSelection().selectAllChildren(element);
		say(document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C");
	};
	button.onclick = () => navigator.clipboard
		? navigator.clipboard.writeText(element.textContent.trim()).then(() => say("Copied"), byHand)
		: byHand();
	element.after(" ", button);
}
/* On every page: */
})();
