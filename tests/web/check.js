// Drives the pages in a browser. usage: node check.js FOLDER PERFOLIO
// FOLDER has node_modules (deps.sh); runs and reports are made in it.
"use strict";
const fs = require("fs");
const path = require("path");
const {execFileSync, spawnSync} = require("child_process");
const folder = path.resolve(process.argv[2]);
const perfolio = path.resolve(process.argv[3]);
const packages = path.join(folder, "node_modules");
const {chromium} = require(path.join(packages, "playwright-core"));
const axe = fs.readFileSync(path.join(packages, "axe-core", "axe.min.js"), "utf8");
const runs = require("./runs.js");
const layout = require("./layout.js");

const ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--disable-quic"];
const MANY = 20000;
let passed = 0, failed = 0, browser;

async function test(name, body) {
	try {
		await body();
		passed++;
		console.log("ok " + name);
	} catch (error) {
		failed++;
		console.log("not ok " + name + "\n    " + String(error.message).split("\n").slice(0, 12).join("\n    "));
	}
}

function same(got, wanted, what) {
	const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
	if (a !== b)
		throw new Error(`${what}: ${a.slice(0, 600)}, not ${b.slice(0, 600)}`);
}

function holds(condition, what) {
	if (!condition)
		throw new Error(what);
}

function report(name, ...more) {
	const file = path.join(folder, name + ".jsonl");
	runs[name](file, ...more);
	fs.rmSync(path.join(folder, name), {recursive: true, force: true});
	const base = path.join(folder, name + "-base.jsonl");
	execFileSync(perfolio, ["report", file, "--output-dir", path.join(folder, name), "--format", "html,csv",
		...(fs.existsSync(base) ? ["--baseline", base] : [])]);
}

function pagesOf(name) {
	const bench = path.join(folder, name, "bench");
	return [...fs.readdirSync(path.join(folder, name)).filter((file) => file.endsWith(".html")),
		...(fs.existsSync(bench) ? fs.readdirSync(bench).map((file) => "bench/" + file) : [])];
}

// A page that tells what it did besides being a page.
async function open(name, file, options) {
	const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
	const page = await context.newPage();
	page.faults = [];
	page.on("request", (request) => {
		if (!request.url().startsWith("file://" + encodeURI(folder)))
			page.faults.push("request " + request.url());
	});
	page.on("console", (message) => page.faults.push("console " + message.text()));
	page.on("pageerror", (error) => page.faults.push("error " + error.message));
	page.on("dialog", (dialog) => {
		page.faults.push("dialog " + dialog.message());
		dialog.dismiss();
	});
	await page.goto(file.startsWith("file:") ? file : "file://" + path.join(folder, name, file));
	return page;
}

async function close(page) {
	await page.context().close();
	same(page.faults, [], "the page");
}

// The records of results.csv, by its header.
function results(name) {
	const text = fs.readFileSync(path.join(folder, name, "results.csv"), "utf8");
	const records = [];
	let record = [], at = 0;
	while (at < text.length) {
		let field = "";
		if (text[at] === "\"") {
			for (at++; text[at] !== "\"" || text[at + 1] === "\""; at++) {
				field += text[at];
				at += text[at] === "\"";
			}
			at++;
		} else {
			while (text[at] !== "," && text[at] !== "\r")
				field += text[at++];
		}
		record.push(field);
		if (text[at] === "\r") {
			records.push(record);
			record = [];
			at++;
		}
		at++;
	}
	const [head, ...rows] = records;
	return rows.map((row) => Object.fromEntries(head.map((key, i) => [key, row[i]])));
}

const idsOf = (page) => page.$$eval("table.cases tbody tr:not([hidden]) th", (all) => all.map((th) => th.textContent));
const valuesOf = (page, column) => page.$$eval("table.cases tbody tr:not([hidden])", (all, n) =>
	all.map((row) => row.cells[n] && row.cells[n].colSpan === 1 ? row.cells[n].dataset.value : undefined)
		.filter((value) => value !== undefined).map(Number), column);
const heading = (page, text) => page.locator("table.cases thead button", {hasText: text}).first();
const isSorted = (values) => values.every((value, i) => i === 0 || values[i - 1] <= value);
const demoCase = () => pagesOf("demo").find((file) => file.includes("gzip-level-1-size-1mb"));

const judgedPages = () => ["index.html", ...pagesOf("judged").filter((file) => /packages-100-|sync/.test(file))]
	.map((file) => ["judged", file]);
const comparedPages = () => ["index.html", ...pagesOf("compared").filter((file) => /zstd|journey/.test(file))]
	.map((file) => ["compared", file]);

const everythingPages = () => ["index.html", ...pagesOf("everything")
	.filter((file) => /grows|journey|modes|broken|blocked-0|copies-concurrency-8|variant-new|search-packages-100-/.test(file))]
	.map((file) => ["everything", file]);

async function quiet() {
	for (const name of ["demo", "hostile", "failed", "one", "compared", "judged", "everything"])
		await test(`pages of ${name} ask for nothing and say nothing`, async () => {
			for (const file of pagesOf(name))
				await close(await open(name, file));
		});
	await test("pages of 20,000 cases ask for nothing and say nothing", async () => {
		for (const file of [...pagesOf("many").slice(0, 20), ...pagesOf("many").slice(-5)])
			await close(await open("many", file));
	});
}

async function plain() {
	const context = {javaScriptEnabled: false};
	await test("without a script every case and number of the demo is there", async () => {
		const page = await open("demo", "index.html", context);
		same(await page.locator(".filter, .tools, .copier, .sort").count(), 0, "controls");
		const html = await page.content(), text = await page.locator("table.cases").innerText();
		for (const row of results("demo").filter((row) => row.metric === "time" && row.n !== "")) {
			holds(text.includes(row.case), row.case);
			for (const key of ["median", "min", "max", "p95"])
				holds(row[key] === "" || html.includes(`data-value="${row[key]}"`), `${row.case} ${key} ${row[key]}`);
		}
		await close(page);
	});
	await test("without a script a case page has every statistic", async () => {
		const page = await open("demo", demoCase(), context);
		const text = await page.locator("main").innerText();
		const row = results("demo").find((row) => row.case === "compress/gzip/level=1,size=1MB" && row.metric === "time");
		for (const key of ["mean", "median", "sd", "mad", "min", "q1", "q3", "p90", "p95", "p99", "max"])
			holds(row[key] === "" || text.includes(row[key]), `${key} ${row[key]}`);
		for (const word of ["gzip -1 'data file.1MB'", "/srv/demo", "nightly run", "size", "max_rss", "page_faults"])
			holds(text.includes(word), word);
		await close(page);
	});
	await test("without a script every one of 20,000 cases is on some page", async () => {
		const seen = new Set();
		for (const file of pagesOf("many").filter((file) => !file.startsWith("bench/"))) {
			const page = await open("many", file, context);
			const html = fs.readFileSync(path.join(folder, "many", file), "utf8");
			for (const [, id] of html.matchAll(/<th scope="row">(?:<a [^>]*>)?<code>(.*?)<\/code>/g))
				seen.add(id.replace(/<wbr>/g, ""));
			holds(await page.locator("table.cases").isVisible(), file);
			await close(page);
		}
		for (const row of results("many"))
			holds(seen.has(row.case), row.case);
	});
	await test("a hostile id is text on every page", async () => {
		for (const file of pagesOf("hostile")) {
			const page = await open("hostile", file, context);
			same(await page.locator("script").count(), file.startsWith("bench/") ? 1 : 2, file);
			same(await page.locator("img, iframe, object, base, [onerror], [onload], [href^='javascript:']").count(), 0, file);
			await close(page);
		}
	});
}

async function sorting() {
	await test("a heading sorts up, down, and as it was", async () => {
		const page = await open("demo", "index.html");
		const before = await idsOf(page);
		await heading(page, "Median").click();
		holds(isSorted(await valuesOf(page, 2)), "ascending by base value");
		same(await page.locator("th[aria-sort=ascending]").innerText(), "Median", "aria-sort");
		holds(page.url().includes("#?sort=2"), page.url());
		await heading(page, "Median").click();
		holds(isSorted((await valuesOf(page, 2)).reverse()), "descending by base value");
		await heading(page, "Median").click();
		same(await idsOf(page), before, "the order it came in");
		await close(page);
	});
	await test("the keyboard sorts, and names sort as people count", async () => {
		const page = await open("demo", "index.html");
		await heading(page, "Case").focus();
		await page.keyboard.press("Enter");
		const ids = await idsOf(page);
		same(ids, [...ids].sort(new Intl.Collator("en", {numeric: true}).compare), "ids");
		await close(page);
	});
	await test("a thousand rows sort and filter in less than 200 ms", async () => {
		const page = await open("many", "index.html");
		const took = await page.evaluate(() => {
			const started = performance.now();
			document.querySelectorAll("table.cases thead button")[2].click();
			document.body.offsetHeight;
			const sorted = performance.now();
			const input = document.querySelector("#filter-text");
			input.value = "n=001";
			input.dispatchEvent(new Event("input"));
			document.body.offsetHeight;
			return [sorted - started, performance.now() - sorted];
		});
		console.log("    sorting and filtering took " + took.map((ms) => ms.toFixed(0) + " ms").join(", "));
		holds(Math.max(...took) < 200, `took ${took} ms`);
		await page.waitForFunction(() => document.querySelectorAll("table.cases tbody tr").length === 1000);
		await close(page);
	});
}

async function filtering() {
	await test("text, status, group and tag filter, and the URL keeps them", async () => {
		const page = await open("demo", "index.html");
		await page.fill("#filter-text", "GZIP size=4MB");
		same((await idsOf(page)).sort(), ["compress/gzip/level=1,size=4MB", "compress/gzip/level=9,size=4MB"], "text");
		await page.selectOption("#filter-tag", "fast");
		same(await idsOf(page), ["compress/gzip/level=1,size=4MB"], "tag");
		same(await page.locator(".count").innerText(), "1 of 23 rows", "count");
		const url = page.url();
		const again = await open("demo", url);
		same(await idsOf(again), ["compress/gzip/level=1,size=4MB"], "from the URL");
		same(await again.inputValue("#filter-text"), "GZIP size=4MB", "field");
		await again.getByRole("button", {name: "Show all", exact: true}).click();
		same((await idsOf(again)).length, 23, "all");
		holds(!again.url().includes("?"), again.url());
		await again.selectOption("#filter-status", "failed");
		same(await idsOf(again), ["start/broken"], "status");
		await close(again);
		await close(page);
	});
	await test("a group's name filters, and back goes back", async () => {
		const page = await open("demo", "index.html");
		await page.locator(".group a", {hasText: "sort"}).click();
		same((await idsOf(page)).length, 8, "group");
		same(await page.inputValue("#filter-group"), "sort", "field");
		await close(page);
	});
	await test("a page of many says that it filters its own rows", async () => {
		const page = await open("many", "cases-7.html");
		await page.selectOption("#filter-group", "group 7");
		holds(/^25 of 1000 rows of this page \(cases 6001 to 7000 of 20000\)$/.test(await page.locator(".count").innerText()),
			await page.locator(".count").innerText());
		await close(page);
	});
	await test("hostile groups and tags filter like others", async () => {
		const page = await open("hostile", "index.html");
		await page.selectOption("#filter-tag", runs.HOSTILE[0].slice(0, 30));
		same((await idsOf(page)).length, 1, "tag");
		await page.reload();
		same((await idsOf(page)).length, 1, "after a reload");
		await close(page);
	});
}

async function charts() {
	const box = (page) => page.locator(".plot svg").first().getAttribute("viewBox");
	await test("buttons, keys, wheel and drag zoom and move a chart", async () => {
		const page = await open("demo", demoCase());
		const plot = page.locator(".plot").first(), whole = await box(page);
		await page.getByRole("button", {name: "+", exact: true}).first().click();
		const zoomed = await box(page);
		holds(zoomed !== whole, "button");
		await plot.focus();
		await page.keyboard.press("ArrowRight");
		const moved = await box(page);
		holds(moved !== zoomed, "arrow");
		const at = await plot.boundingBox();
		await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
		await page.mouse.down();
		await page.mouse.move(at.x + at.width / 2 + 40, at.y + at.height / 2 + 5);
		await page.mouse.up();
		holds(await box(page) !== moved, "drag");
		await page.keyboard.press("0");
		same(await box(page), whole, "0");
		await page.keyboard.down("Control");
		await page.mouse.wheel(0, -100);
		await page.keyboard.up("Control");
		await page.waitForFunction((was) => document.querySelector(".plot svg").getAttribute("viewBox") !== was, whole);
		await page.getByRole("button", {name: "Reset"}).first().click();
		same(await box(page), whole, "reset");
		await page.keyboard.press("+");
		await plot.focus();
		await page.keyboard.press("+");
		await page.keyboard.press("-");
		same(await box(page), whole, "+ and -");
		await close(page);
	});
	await test("a mark shows its exact value to the mouse and the keyboard", async () => {
		const page = await open("demo", demoCase());
		same(await page.locator("svg title").count(), 0, "titles left in charts");
		const plot = page.locator(".plot").nth(1), tip = page.locator(".tip");
		holds(await tip.isHidden(), "hidden at first");
		await plot.focus();
		await page.keyboard.press("n");
		const first = await tip.innerText();
		holds(/\d.* ms/.test(first), first);
		await page.keyboard.press("n");
		holds(await tip.innerText() !== first, "the next one");
		await page.keyboard.press("p");
		same(await tip.innerText(), first, "back");
		await page.keyboard.press("Escape");
		holds(await tip.isHidden(), "Escape");
		const at = await plot.locator("svg .lit, svg circle").first().boundingBox();
		await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
		holds(/\d.* ms/.test(await tip.innerText()), "hover");
		await close(page);
	});
	await test("a command is copied, also where the clipboard is not allowed", async () => {
		for (const script of ["", "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
			"navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"]) {
			const page = await open("demo", demoCase());
			if (script)
				await page.evaluate(script);
			const button = page.locator(".copier").first();
			await button.click();
			await page.waitForFunction(() => document.querySelector(".copier").textContent !== "Copy");
			holds(/Copied|Selected/.test(await button.innerText()), await button.innerText());
			await close(page);
		}
	});
}

async function links() {
	await test("every link leads somewhere", async () => {
		for (const name of ["demo", "hostile", "failed", "one", "compared", "judged", "everything", "many"])
			for (const file of pagesOf(name).slice(0, 60)) {
				const html = fs.readFileSync(path.join(folder, name, file), "utf8");
				for (const [, href] of html.matchAll(/ href="([^"]*)"/g)) {
					const [target, part] = href.replace(/&amp;/g, "&").split("#");
					const to = target === "" ? file : path.join(path.dirname(file), decodeURI(target));
					const at = path.join(folder, name, to);
					holds(fs.existsSync(at), `${file}: ${href}`);
					holds(!part || fs.readFileSync(at, "utf8").includes(` id="${part}"`), `${file}: ${href}`);
				}
			}
	});
	await test("previous and next walk through all case pages", async () => {
		const page = await open("demo", pagesOf("demo").find((file) => file.startsWith("bench/")));
		let steps = 1;
		while (await page.locator("a[rel=prev]").count())
			await page.locator("a[rel=prev]").click();
		for (; await page.locator("a[rel=next]").count(); steps++)
			await page.locator("a[rel=next]").click();
		same(steps, pagesOf("demo").length - 1, "pages");
		await close(page);
	});
}

async function accessible() {
	const wanted = [["demo", "index.html"], ["demo", demoCase()], ["failed", "index.html"], ["hostile", "index.html"],
		["hostile", pagesOf("hostile").find((file) => file.startsWith("bench/"))], ["many", "cases-20.html"],
		["demo", pagesOf("demo").find((file) => file.includes("broken"))], ...comparedPages(), ...judgedPages(),
		...everythingPages()];
	for (const colorScheme of ["light", "dark"])
		for (const [name, file] of wanted)
			await test(`axe-core finds nothing on ${name}/${file} in ${colorScheme}`, async () => {
				const page = await open(name, file, {colorScheme});
				await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
				await page.evaluate(axe);
				const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
				same(violations.map((found) => [found.id, found.nodes.length, found.nodes[0].html.slice(0, 200)]), [], "violations");
				await close(page);
			});
}

async function shapely() {
	for (const width of [400, 1000, 1600])
		for (const [name, file] of [["demo", "index.html"], ["demo", demoCase()], ["one", "index.html"],
			["one", pagesOf("one")[1]], ["failed", "index.html"], ["failed", pagesOf("failed")[1]],
			["hostile", "index.html"], ["hostile", pagesOf("hostile")[1]], ["hostile", pagesOf("hostile").at(-1)],
			["many", "cases-20.html"], ...comparedPages(), ...judgedPages(), ...everythingPages()])
			for (const javaScriptEnabled of [true, false])
				await test(`nothing overlaps or is cut on ${name}/${file} at ${width}${javaScriptEnabled ? "" : " without a script"}`, async () => {
					const page = await open(name, file, {viewport: {width, height: 900}, javaScriptEnabled});
					same((await page.evaluate(layout)).slice(0, 8), [], "faults");
					await close(page);
				});
}

// What is wider than its frame, and letters of charts beside those of the
// text around them, which have 13 to 16 pixels.
const cutOf = (page) => page.$$eval(".box, .plot", (all) => all.filter((frame) =>
	frame.scrollWidth > frame.clientWidth + 1).map((frame) => frame.textContent.trim().slice(0, 80)));
const oddLettersOf = (page) => page.$$eval(".plot text", (all) => all.map((text) => {
	const svg = text.closest("svg");
	const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
	return [parseFloat(getComputedStyle(text).fontSize) * scale, text.textContent];
}).filter(([size]) => size < 9 || size > 13.5));

// Tables fold where they do not fit; nothing of them needs to be scrolled to.
async function whole() {
	for (const width of [700, 1200, 1440])
		for (const [name, file] of [["demo", "index.html"], ["demo", demoCase()],
			...comparedPages(), ...judgedPages(), ...everythingPages()])
			await test(`no table or chart is cut on ${name}/${file} at ${width}, and charts have letters to read`, async () => {
				const page = await open(name, file, {viewport: {width, height: 900}});
				same(await cutOf(page), [], "cut");
				same((await oddLettersOf(page)).slice(0, 5), [], "letters");
				await close(page);
			});
	await test("a table leaves out columns only where each case has a page with them", async () => {
		const page = await open("everything", "index.html", {viewport: {width: 1200, height: 900}});
		const p95 = page.locator("table.cases thead .range").nth(1);
		holds(await p95.isHidden(), "each case has a page");
		await page.$eval("table.cases tbody th a", (link) => link.replaceWith(...link.childNodes));
		holds(await p95.isVisible(), "one case has none");
		await close(page);
	});
}

async function valid() {
	const files = [];
	for (const name of ["demo", "hostile", "failed", "one", "compared", "judged", "everything"])
		files.push(...pagesOf(name).map((file) => path.join(folder, name, file)));
	files.push(...["index.html", "cases-20.html", pagesOf("many").at(-1)].map((file) => path.join(folder, "many", file)));
	await test("html-validate finds nothing", async () => {
		const run = spawnSync(path.join(packages, ".bin", "html-validate"),
			["--config", path.join(__dirname, "htmlvalidate.json"), "--formatter", "text", ...files],
			{encoding: "utf8", maxBuffer: 1 << 28});
		holds(run.status === 0, (run.stdout + run.stderr).slice(0, 3000));
	});
	await test("the Nu checker finds nothing", async () => {
		const jar = path.join(packages, "vnu-jar", "build", "dist", "vnu.jar");
		const run = spawnSync("java", ["-Xss8m", "-jar", jar, ...files], {encoding: "utf8", maxBuffer: 1 << 28});
		holds(run.status === 0 && run.stderr === "", run.stderr.slice(0, 3000));
	});
}

async function printed() {
	await test("on paper there are no controls, and every case", async () => {
		const page = await open("demo", "index.html");
		await page.emulateMedia({media: "print"});
		for (const control of [".filter", ".tools", ".copier"])
			holds(await page.locator(control).first().isHidden(), control);
		await close(page);
		const file = path.join(folder, "demo.pdf");
		const paper = await open("demo", "index.html");
		await paper.pdf({path: file, format: "A4"});
		await close(paper);
		const text = execFileSync("pdftotext", ["-raw", file, "-"], {encoding: "utf8"}).replace(/\s+/g, "");
		for (const row of results("demo"))
			holds(text.includes(row.case.replace(/\s+/g, "")), row.case);
	});
}

async function main() {
	const started = Date.now();
	for (const name of ["demo", "hostile", "failed", "one", "compared", "judged", "everything"])
		report(name);
	report("many", MANY);
	browser = await chromium.launch({executablePath: "/usr/bin/chromium", args: ARGS});
	for (const part of [quiet, plain, sorting, filtering, charts, links, accessible, shapely, whole, printed, valid]) {
		const from = Date.now();
		await part();
		console.log(`    ${part.name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
	}
	await browser.close();
	console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
	console.log(`${passed} passed, ${failed} failed, 0 skipped`);
	process.exit(failed === 0 ? 0 : 1);
}

main();
