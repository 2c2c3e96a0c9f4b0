// Run files for the tests of the pages: the same bytes at every call.
"use strict";
const fs = require("fs");

function makeRandom(seed) {
	return () => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return seed / 4294967296;
	};
}

const METRICS = {
	time: {unit: "ns", better: "lower", per: "iteration", resolution: 1},
	user_time: {unit: "ns", better: "lower", per: "launch"},
	max_rss: {unit: "B", better: "lower", per: "launch"},
	page_faults: {unit: "1", better: "lower", per: "launch"},
};

class Run {
	constructor(path, header) {
		this.fd = fs.openSync(path, "w");
		this.lines = [];
		this.random = makeRandom(7);
		this.put({type: "run", format: 1, id: "20261120T181203Z-000001",
			started: "2026-11-20T18:12:03.412Z", tool: "perfolio", seed: "1",
			machine: {id: "m", cpu: "AMD EPYC", memory_bytes: 8315846656},
			environment: {kernel: "Linux 6.1"}, labels: {runner: "lab-3"}, ...header});
	}
	put(line) {
		this.lines.push(JSON.stringify(line) + "\n");
		if (this.lines.length > 5000)
			this.flush();
	}
	flush() {
		fs.writeSync(this.fd, this.lines.join(""));
		this.lines = [];
	}
	plan(id, more) {
		this.put({type: "case", case: id, status: "planned", benchmark: id, metrics: METRICS, ...more});
	}
	samples(id, launches, median, spread) {
		const bell = () => this.random() + this.random() + this.random() - 1.5;
		for (let launch = 1; launch <= launches; launch++) {
			const slow = this.random() < 0.06 ? 1.5 : 1;
			const time = Math.round(median * (1 + spread * bell()) * slow);
			this.put({type: "samples", case: id, round: launch, launch,
				start: launch * 1e6, exit: 0, values: {time: [time],
					user_time: [Math.round(time * 0.8 / 1e4) * 1e4],
					max_rss: [4096 * Math.round(450 + 20 * bell())],
					page_faults: [Math.round(90 + 9 * bell())]}});
		}
	}
	outcome(id, status, more) {
		this.put({type: "case", case: id, status, ...more});
	}
	close(finished = "2026-11-20T18:14:40.001Z") {
		if (finished)
			this.put({type: "end", finished});
		this.flush();
		fs.closeSync(this.fd);
	}
}

// Groups, tags, parameters, outliers, a failed case and a blocked one.
function demo(path) {
	const run = new Run(path, {suite: "demo", project: "perfolio",
		vcs: {commit: "0f3c1a9d5be27c44b0d1f7a7f8f5e2b1c9d80e34", branch: "main"},
		suite_text: "suite: demo\nbenchmarks:\n  - {name: gzip, command: gzip -c f}\n"});
	const cases = [];
	for (const [group, name, base] of [["compress", "gzip", 18e6], ["compress", "xz", 92e6],
		["expand", "gunzip", 6e6], ["sort", "numeric", 1.4e6], ["sort", "text", 0.9e6]])
		for (const size of ["1MB", "4MB"])
			for (const level of [1, 9])
				cases.push({id: `${group}/${name}/level=${level},size=${size}`,
					group, benchmark: name, params: {level: String(level), size},
					tags: level === 1 ? ["fast", "nightly run"] : ["nightly run"],
					command: [name, "-" + level, "data file." + size], cwd: "/srv/demo",
					median: base * level * (size === "1MB" ? 1 : 3.9)});
	for (const {id, median, ...more} of cases)
		run.plan(id, more);
	run.plan("start/python3", {group: "start", benchmark: "python3", command: ["python3", "-c", "pass"]});
	run.plan("start/broken", {group: "start", benchmark: "broken", owner: "start team",
		command: ["sh", "-c", "echo no >&2; exit 3"], allow_failure: true});
	run.plan("lonely", {command: ["true"]});
	cases.forEach(({id, median}, i) => run.samples(id, 12 + 9 * (i % 4), median, 0.03));
	run.samples("start/python3", 4, 31e6, 0.1);
	for (const {id} of cases)
		run.outcome(id, "ok", {stopped_by: "precision"});
	run.outcome("start/python3", "ok", {stopped_by: "fixed"});
	run.outcome("start/broken", "failed", {message: "exit status 3: no", launches: 3, failed: 3, allow_failure: true});
	run.outcome("lonely", "blocked", {message: "the build failed:\nmain.c:12:1: error: expected ';'"});
	run.put({type: "note", level: "warning", case: "start/python3", text: "The clock speed may change.",
		advice: "Set the governor to performance."});
	run.put({type: "note", level: "info", text: "Starting a shell took 0.6 ms a launch."});
	run.close();
}

const HOSTILE = ["<script>alert(1)</script>", "../../x", "=1+1", "\"><img src=x onerror=alert(1)>",
	"a\u202Etxet", "new\nline", "W".repeat(10240), "{{TITLE}}", "javascript:alert(1)",
	"</style></script><b>", "percent%20 and & and ;", "ü…Ж漢字", "</title><svg onload=alert(1)>"];

function hostile(path) {
	const run = new Run(path, {suite: "<script>alert('suite')</script>",
		suite_text: "suite: </pre><script>alert(2)</script>\n",
		labels: {"<i>": "</dd><script>alert(3)</script>"}});
	HOSTILE.forEach((id, i) => run.plan(id, {group: i % 2 ? id.slice(0, 40) : "<b>group</b>",
		benchmark: id, params: {"<k>": id.slice(0, 99)}, tags: [id.slice(0, 30), "50% <b>"],
		command: ["sh", "-c", "echo '" + id.slice(0, 999) + "'"], owner: "<u>", cwd: "/tmp/<x>"}));
	HOSTILE.forEach((id, i) => run.samples(id, 6 + i, 1e3 * 7 ** i, 0.05 * i));
	HOSTILE.forEach((id, i) => run.outcome(id, i % 3 ? "ok" : "failed",
		{message: "\x1b[31m<script>alert(4)</script>\n" + id, failed: i % 3 ? 0 : 1, launches: 6 + i}));
	run.put({type: "note", level: "warning", case: HOSTILE[0], text: "<script>alert(5)</script>", advice: "{{X}}"});
	run.close();
}

function many(path, cases) {
	const run = new Run(path, {suite: "many"});
	const id = (n) => `group ${n % 40}/case/n=${String(n).padStart(5, "0")}`;
	for (let n = 0; n < cases; n++)
		run.plan(id(n), {group: `group ${n % 40}`, benchmark: "case", params: {n: String(n)},
			tags: n % 3 ? [] : ["third"], command: ["./tool", String(n)]});
	for (let n = 0; n < cases; n++)
		run.samples(id(n), 8, 1e6 * (1 + n % 997), 0.02);
	for (let n = 0; n < cases; n++)
		run.outcome(id(n), n % 1999 ? "ok" : "timeout", n % 1999 ? {} : {message: "no end within 30 s"});
	run.close();
}

function failed(path) {
	const run = new Run(path, {suite: "failed"});
	for (let n = 0; n < 5; n++)
		run.plan(`build/${n}`, {group: "build", command: ["make", "bench"]});
	for (let n = 0; n < 4; n++)
		run.outcome(`build/${n}`, n % 2 ? "blocked" : "timeout", {message: "the build failed:\nerror: no"});
	run.close(null);
}

function one(path) {
	const run = new Run(path, {suite: "one"});
	run.plan("hello", {command: ["echo", "hello"]});
	run.samples("hello", 30, 1e6, 0.05);
	run.outcome("hello", "ok", {stopped_by: "precision"});
	run.close();
}

// Head against base, variants, steps, and what else the machine did.
function compared(path) {
	const run = new Run(path, {suite: "compared", against: "../a tree"});
	const step = (name) => ({[`${name}/time`]: METRICS.time, [`${name}/max_rss`]: METRICS.max_rss});
	const cases = [["sort/variant=base", 1e6], ["sort/variant=head", 1.06e6, {base: "sort/variant=base"}],
		["scan/variant=base", 4e6], ["scan/variant=head", 4e6, {base: "scan/variant=base"}],
		["pack/variant=gzip", 20e6], ["pack/variant=zstd", 6e6, {reference: "pack/variant=gzip"}],
		["pack/variant=none", 1e5, {reference: "pack/variant=gzip"}]];
	for (const [id, , more] of cases)
		run.plan(id, {benchmark: id.split("/")[0], params: {variant: id.split("=")[1]}, ...more,
			metrics: {...METRICS, cycles: {unit: "1", better: "lower", per: "launch"}}});
	run.plan("journey", {metrics: {...METRICS, ...step("init"), ...step("first-test")}});
	for (const [id, median] of cases)
		run.samples(id, 20, median, 0.02);
	for (let launch = 1; launch <= 20; launch++)
		run.put({type: "samples", case: "journey", round: launch, launch, exit: 0, values: {time: [41e6 + launch],
			"init/time": [1e7 + launch], "init/max_rss": [2097152], "first-test/time": [3e7 + launch]}});
	for (let second = 0; second < 40; second++)
		run.put({type: "system", round: second, start: second * 1e9, end: (second + 1) * 1e9, load: 1,
			others: second === 20 ? 0.7 : 0.02, stolen: 0.001, cpu_stall: 0.1, throttled: second === 21 ? 2 : 0});
	for (const [id] of cases)
		run.outcome(id, "ok", {stopped_by: "precision", launches: 20, precision: 0.02, reached: 0.018});
	run.outcome("journey", "ok", {stopped_by: "max", launches: 20, precision: 0.02, reached: 0.031});
	run.close();
}

const POLICY = {
	benchmarks: [{benchmark: "search", budget: {time: "5ms", "time.p95": "60ms"}}, {benchmark: "sync", budget: {time: "8ms"}}],
	claims: [{name: "Fast search", case: "search/packages=10", metric: "time", from: "8ms", to: "1ms"}, {name: "Later", planned: true}],
	gates: {must: ["measured", {"no-regression": "critical"}, {budget: "red"}, "claims",
		{name: "Docs <reviewed> & signed", section: "Release", manual: true}], should: [{budget: "yellow"}]},
};

// One of each verdict, against a baseline; budgets, a claim that fails, a checklist.
function judged(path) {
	const medians = {"search/packages=10": [4e6, 4e6], "search/packages=100": [12e6, 7e6], "search/packages=1000": [30e6, 24e6],
		install: [5e6, 9e6], sync: [8.2e6, 8.1e6], list: [2e6, 2e6]};
	const write = (file, id, side) => {
		const run = new Run(file, {suite: "judged", id, policy: POLICY, environment: {kernel: `Linux 6.${side}`}});
		const cases = [...Object.keys(medians), side === 0 ? "added" : "removed"];
		for (const name of cases)
			run.plan(name, {benchmark: name.split("/")[0],
				params: name.includes("=") ? {packages: name.split("=")[1]} : {}});
		for (const name of cases) {
			run.samples(name, 20, (medians[name] || [1e6, 1e6])[side], name === "sync" ? 0.4 : 0.02);
			run.outcome(name, "ok", {launches: 20});
		}
		run.close();
	};
	write(path, "20261120T181203Z-000001", 0);
	write(path.replace(".jsonl", "-base.jsonl"), "20261119T181203Z-000000", 1);
}

const EVERYTHING = {
	benchmarks: [
		{benchmark: "search", budget: {time: "40ms", "time.p95": "60ms"}, scaling: {over: "packages", metric: "time", at_most: "log n"}},
		{benchmark: "copies", budget: {efficiency: ">= 80%"}},
		{benchmark: "journey", budget: {time: "60s", "init/time": "2ms"}},
		{benchmark: "broken", budget: {time: "1s"}}],
	claims: [{name: "Search at scale", case: "search/packages=6400", metric: "time", improves: "50%"},
		{name: "New is twice as fast", metric: "time", by: "2x", between: ["engine/variant=old", "engine/variant=new"]},
		{name: "Broken <b>starts</b> at once", case: "broken", metric: "time", from: "5ms", to: "1ms"}, {name: "Later", planned: true}],
	gates: {must: ["measured", {"no-regression": "critical"}, {budget: "red"}, "claims",
		{name: "Search is fast", section: "Performance", case: "search.*", budget: "red"},
		{name: "Docs reviewed", section: "Release", manual: true}],
	should: [{budget: "yellow"}], nice: [{improves: "10%", metric: "time"}]},
};

// A NO-GO with all that can be said: failures of each kind, steps, sizes,
// copies, references, growing memory, several modes, added and removed cases.
function everything(path) {
	const step = (name) => ({[`${name}/time`]: METRICS.time, [`${name}/max_rss`]: METRICS.max_rss});
	const efficiency = {throughput: {unit: "1/s", better: "higher", per: "launch"}, efficiency: {unit: "1", better: "higher", per: "launch"}};
	const sizes = [100, 400, 1600, 6400, 25600], levels = [1, 2, 4, 8];
	const write = (file, id, slower) => {
		const run = new Run(file, {suite: "everything", id, policy: EVERYTHING, release: {product: "ggen", version: slower ? "2.4.0" : "2.3.0"},
			environment: {kernel: slower ? "Linux 6.2" : "Linux 6.1"}, suite_text: "suite: everything\n"});
		const simple = {index: 10e6 * (slower ? 1.8 : 1), fetch: 30e6 * (slower ? 0.4 : 1), "engine/variant=old": 20e6,
			"engine/variant=new": 8e6, "policy/level=none": 10e6, "policy/level=high": 15e6, [slower ? "added" : "removed"]: 1e6};
		const references = {"engine/variant=new": "engine/variant=old", "policy/level=high": "policy/level=none"};
		for (const packages of sizes)
			run.plan(`search/packages=${packages}`, {benchmark: "search", params: {packages: String(packages)}});
		for (const name of Object.keys(simple))
			run.plan(name, {benchmark: name.split("/")[0], ...(references[name] ? {reference: references[name]} : {}),
				params: name.includes("=") ? Object.fromEntries([name.split("/")[1].split("=")]) : {}});
		for (const level of levels)
			run.plan(`copies/concurrency=${level}`, {benchmark: "copies", params: {concurrency: String(level)}, metrics: {...METRICS, ...efficiency}});
		run.plan("modes");
		run.plan("grows", {metrics: {...METRICS, heap: {unit: "B", better: "lower", per: "iteration"}}, judged: ["time", "heap"]});
		run.plan("journey", {owner: "ux team", metrics: {...METRICS, ...step("init"), ...step("first-test")},
			steps: [{name: "init", command: ["./tool", "init", "a b"]}, {name: "first-test", command: ["sh", "-c", "./tool test <x\n./tool end"]}]});
		run.plan("broken", {owner: "ux team", steps: [{name: "explode", command: ["false"]}]});
		for (let n = 0; n < 14; n++)
			run.plan(`blocked/${n}`, {group: "blocked", owner: "tools", command: ["./tool"]});
		run.plan("late", {command: ["sleep", "9"]});
		run.plan("never", {command: ["true"]});
		for (const packages of sizes)
			run.samples(`search/packages=${packages}`, 20, 3e5 * packages ** 0.7, 0.02);
		for (const [name, median] of Object.entries(simple))
			run.samples(name, 20, median, 0.02);
		for (let launch = 1; launch <= 60; launch++)
			run.put({type: "samples", case: "modes", round: launch, launch, exit: 0,
				values: {time: [(launch % 3 ? 10e6 : 16e6) + 1e5 * run.random()]}});
		for (let launch = 1; launch <= 20; launch++) {
			for (const level of levels)
				run.put({type: "samples", case: `copies/concurrency=${level}`, round: launch, launch, exit: 0, values: {
					time: Array(level).fill(0).map(() => Math.round(4e6 * Math.max(1, level / 2) * (1 + 0.05 * run.random()))),
					throughput: [250 * Math.min(level, 2) * (1 + 0.05 * run.random())], efficiency: [Math.min(1, 2 / level)]}});
			run.put({type: "samples", case: "grows", round: launch, launch, exit: 0, values: {time: [9e6 + 1e5 * run.random()],
				heap: Array(50).fill(0).map((zero, n) => 1e6 + 2e4 * n + 1e3 * run.random())}});
			run.put({type: "samples", case: "journey", round: launch, launch, exit: 0, values: {time: [41e6 + launch],
				"init/time": [1e7 + launch], "init/max_rss": [2097152], "first-test/time": [3e7 + launch]}});
		}
		for (const name of [...Object.keys(simple), ...sizes.map((n) => `search/packages=${n}`),
			...levels.map((n) => `copies/concurrency=${n}`), "modes", "grows", "journey"])
			run.outcome(name, "ok", {launches: 20});
		run.outcome("broken", "failed", {message: "3 of 3 launches failed: step explode: exit status 1", launches: 3, failed: 3});
		for (let n = 0; n < 14; n++)
			run.outcome(`blocked/${n}`, "blocked", {message: "the build failed:\nmain.c:12:1: error: expected ';'"});
		run.outcome("late", "timeout", {message: "no end within 5 s", launches: 3, failed: 3, allow_failure: true});
		run.put({type: "note", level: "warning", text: "The clock speed may change.", advice: "Set the governor to performance."});
		run.close(slower ? null : undefined);
	};
	write(path, "20261120T181203Z-000001", true);
	write(path.replace(".jsonl", "-base.jsonl"), "20261119T181203Z-000000", false);
}

module.exports = {demo, hostile, many, failed, one, compared, judged, everything, HOSTILE};
