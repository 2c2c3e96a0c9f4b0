(function () {
"use strict";

/* The controls of the table of cases: without a script there are none. */
function make(name, properties, children) {
	const element = Object.assign(document.createElement(name), properties);
	element.append(...(children || []));
	return element;
}

/* The state of the table stands in the URL: "#?text=gzip&sort=3". */
const state = {text: "", status: "", group: "", tag: "", sort: "", down: ""};
let lastWritten = "";

function stateRead() {
	const found = location.hash.startsWith("#?") ?
		new URLSearchParams(location.hash.slice(2)) : new URLSearchParams();
	for (const key of Object.keys(state))
		state[key] = found.get(key) || "";
}

function stateWrite() {
	const set = Object.entries(state).filter(([, value]) => value !== "");
	const query = new URLSearchParams(set).toString();
	const hash = query === "" ? "#" : "#?" + query;
	if (hash === lastWritten || (hash === "#" && location.hash === ""))
		return;
	lastWritten = hash;
	try {
		history.replaceState(null, "", hash);
	} catch (_) {
		location.replace(hash);
	}
}

/* Sorting and filtering of the table of cases. */
const table = document.querySelector("table.cases");
const collator = new Intl.Collator("en", {numeric: true});
let rows = [];
let controls = {};
let turns = 0;

/* The cell below a heading; none where one cell spans several columns. */
function cellAt(row, column) {
	let at = 0;
	for (const cell of row.cells) {
		if (at === column && cell.colSpan === 1)
			return cell;
		at += cell.colSpan;
	}
	return null;
}

function numberOf(cell) {
	return parseFloat(cell.dataset.value || cell.textContent);
}

function rowsSort() {
	const heads = [...table.tHead.rows[0].cells];
	const column = state.sort === "" ? -1 : Number(state.sort);
	const head = heads[column];
	const sign = state.down === "" ? 1 : -1;
	let order = rows;
	heads.forEach((other) => other.removeAttribute("aria-sort"));
	if (head) {
		const isNumber = head.classList.contains("n");
		head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
		const keyed = rows.map((row) => {
			const cell = cellAt(row.element, column);
			const key = cell === null ? null : isNumber ? numberOf(cell) : cell.textContent;
			return {row, key: Number.isNaN(key) || key === "" ? null : key};
		});
		keyed.sort((a, b) => (a.key === null) - (b.key === null) || (a.key === null ? 0 :
			sign * (isNumber ? a.key - b.key : collator.compare(a.key, b.key))));
		order = keyed.map((item) => item.row);
	}
	rowsPlace(order);
}

/* The first rows at once, the others as soon as nothing else is to do. */
function rowsPlace(order) {
	const body = table.tBodies[0];
	const turn = ++turns;
	const place = (from) => {
		if (turn !== turns)
			return;
		body.append(...order.slice(from, from + 100).map((row) => row.element));
		if (from + 100 < order.length)
			setTimeout(place, 0, from + 100);
	};
	body.replaceChildren();
	place(0);
}

function rowsFilter() {
	const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
	let shown = 0;
	for (const row of rows) {
		const fits = words.every((word) => row.text.includes(word)) &&
			(state.status === "" || row.status === state.status) &&
			(state.group === "" || row.group === state.group) &&
			(state.tag === "" || row.tags.includes(state.tag));
		row.element.hidden = !fits;
		shown += fits;
	}
	const place = table.dataset.range ? ` of this page (cases ${table.dataset.range})` : "";
	controls.count.textContent = `${shown} of ${rows.length} rows${place}`;
	controls.reset.disabled = !Object.values(state).some(Boolean);
}

function tableApply() {
	for (const key of ["text", "status", "group", "tag"])
		if (controls[key] && controls[key].value !== state[key])
			controls[key].value = state[key];
	rowsSort();
	rowsFilter();
}

function addChoice(bar, key, label, values) {
	const sorted = [...new Set(values)].filter(Boolean).sort(collator.compare);
	if (sorted.length < (key === "tag" ? 1 : 2))
		return;
	const options = ["", ...sorted].map((value) =>
		make("option", {value, textContent: value === "" ? "any" : value}));
	controls[key] = make("select", {id: "filter-" + key}, options);
	controls[key].addEventListener("change", () => {
		state[key] = controls[key].value;
		rowsFilter();
		stateWrite();
	});
	bar.append(make("label", {htmlFor: "filter-" + key, textContent: label + " "},
		[controls[key]]));
}

function addFilter() {
	const bar = make("div", {className: "filter"});
	bar.setAttribute("role", "search");
	bar.setAttribute("aria-label", "Filter the table of cases");
	controls.text = make("input", {id: "filter-text", type: "search", autocomplete: "off"});
	controls.text.addEventListener("input", () => {
		state.text = controls.text.value;
		rowsFilter();
		stateWrite();
	});
	bar.append(make("label", {htmlFor: "filter-text", textContent: "Filter "}, [controls.text]));
	addChoice(bar, "status", "Status", rows.map((row) => row.status));
	addChoice(bar, "group", "Group", rows.map((row) => row.group));
	addChoice(bar, "tag", "Tag", rows.flatMap((row) => row.tags));
	controls.reset = make("button", {type: "button", textContent: "Show all"});
	controls.reset.addEventListener("click", () => {
		for (const key of Object.keys(state))
			state[key] = "";
		tableApply();
		stateWrite();
	});
	controls.count = make("span", {className: "count"});
	controls.count.setAttribute("role", "status");
	bar.append(controls.reset, controls.count);
	table.parentNode.before(bar);
}

/* Ascending, descending, as it came. */
function addSorting() {
	[...table.tHead.rows[0].cells].forEach((head, column) => {
		if (head.classList.contains("trace"))
			return;
		const button = make("button", {type: "button", className: "sort"}, [...head.childNodes]);
		button.addEventListener("click", () => {
			const isSame = state.sort === String(column);
			const wasDown = state.down !== "";
			state.sort = isSame && wasDown ? "" : String(column);
			state.down = isSame && !wasDown ? "1" : "";
			rowsSort();
			rowsFilter();
			stateWrite();
		});
		head.append(button);
	});
}

function addGroupLinks() {
	for (const name of document.querySelectorAll(".group")) {
		const group = name.textContent;
		if (!controls.group || ![...controls.group.options].some((o) => o.value === group))
			continue;
		const link = make("a", {href: "#?" + new URLSearchParams({group})}, [...name.childNodes]);
		link.addEventListener("click", () => table.parentNode.scrollIntoView());
		name.append(link);
	}
}

if (table) {
	rows = [...table.tBodies[0].rows].map((element) => ({
		element,
		text: element.textContent.toLowerCase() + " " + (element.dataset.group || "").toLowerCase() +
			" " + decodeURIComponent(element.dataset.tags || "").toLowerCase(),
		status: element.dataset.status,
		group: element.dataset.group || "",
		tags: (element.dataset.tags || "").split(" ").filter(Boolean).map(decodeURIComponent),
	}));
	addFilter();
	addSorting();
	addGroupLinks();
	stateRead();
	if (location.hash.startsWith("#?"))
		tableApply();
	else
		rowsFilter();
	addEventListener("hashchange", () => {
		if (!location.hash.startsWith("#?") || location.hash === lastWritten)
			return;
		stateRead();
		tableApply();
	});
}
})();
