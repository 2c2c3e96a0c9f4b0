{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
{{>HEAD}}
<title>{{VERDICT}}: {{TITLE}}</title>
</head>
<body>
<a class="skip" href="#cases">Skip to the cases</a>
<header>
<p class="over">Benchmark report</p>
<h1>{{TITLE}}</h1>
<div class="banner {{VERDICT_TONE}}">
<p class="verdict"><span class="sign" aria-hidden="true">{{VERDICT_SIGN}}</span>{{VERDICT}}</p>
{{#REASON}}
<p class="summary">{{REASON}}</p>
{{#DECIDED}}
<p class="fine">{{DECIDED}} <a href="#checklist">The checklist</a>{{#ANY_STEPS}}, <a href="#steps">what to do</a>{{/ANY_STEPS}}</p>
{{/DECIDED}}
<p class="told">{{SUMMARY}}{{#JUDGED}} {{JUDGED}}{{/JUDGED}}</p>
{{/REASON}}
{{#NO_REASON}}
<p class="summary">{{SUMMARY}}</p>
{{#JUDGED}}
<p class="told">{{JUDGED}}</p>
{{/JUDGED}}
{{/NO_REASON}}
{{#COMPARED}}
<p class="{{#REASON}}told{{/REASON}}{{#NO_REASON}}summary{{/NO_REASON}}">{{COMPARED}}</p>
{{/COMPARED}}
{{#EXPLANATION}}
<p>{{EXPLANATION}}</p>
{{/EXPLANATION}}
{{#AGAINST}}
<p class="fine">{{AGAINST}}</p>
{{/AGAINST}}
</div>
<dl class="facts">
{{#FACTS}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/FACTS}}
</dl>
</header>
<nav aria-label="Contents">
<ul>
{{#ANY_SECTIONS}}
<li><a href="#checklist">Checklist</a></li>
{{/ANY_SECTIONS}}
{{#ANY_TARGETS}}
<li><a href="#targets">Targets</a></li>
{{/ANY_TARGETS}}
{{#ANY_TROUBLES}}
<li><a href="#attention">Needs attention</a></li>
{{/ANY_TROUBLES}}
{{#ANY_NOTES}}
<li><a href="#notes">Notes</a></li>
{{/ANY_NOTES}}
{{#ANY_OVERALL}}
<li><a href="#changes">Changes</a></li>
{{/ANY_OVERALL}}
{{#VERDICTS}}
<li><a href="#{{ANCHOR}}">{{HEADING}}</a></li>
{{/VERDICTS}}
{{#ANY_OVERVIEW}}
<li><a href="#overview">Overview</a></li>
{{/ANY_OVERVIEW}}
{{#COMPARISONS}}
<li><a href="#{{ANCHOR}}">{{HEADING}}</a></li>
{{/COMPARISONS}}
<li><a href="#cases">Cases</a></li>
{{#ANY_SCALINGS}}
<li><a href="#scaling">Scaling</a></li>
{{/ANY_SCALINGS}}
{{#ANY_CONCURRENCIES}}
<li><a href="#concurrency">Concurrency</a></li>
{{/ANY_CONCURRENCIES}}
{{#ANY_MEMORY}}
<li><a href="#memory">Memory</a></li>
{{/ANY_MEMORY}}
{{#ANY_GROWTHS}}
<li><a href="#growth">Growing memory</a></li>
{{/ANY_GROWTHS}}
{{#TRENDS_HEADING}}
<li><a href="#trends">Trends</a></li>
{{/TRENDS_HEADING}}
{{#ANY_REMARK_LIST}}
<li><a href="#remarks">Remarks</a></li>
{{/ANY_REMARK_LIST}}
{{#ANY_MOVED}}
<li><a href="#moved">Added and removed</a></li>
{{/ANY_MOVED}}
<li><a href="#machine">Machine</a></li>
<li><a href="#reproduce">Reproduce</a></li>
{{#ANY_STEPS}}
<li><a href="#steps">Next steps</a></li>
{{/ANY_STEPS}}
<li><a href="#method">Method</a></li>
</ul>
</nav>
<main>
{{#ANY_SECTIONS}}
<section aria-labelledby="checklist">
<h2 id="checklist">Release checklist</h2>
{{#SECTIONS}}
{{#SECTION}}
<h3>{{SECTION}}</h3>
{{/SECTION}}
<ul class="notes gates">
{{#GATES}}
<li class="{{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong>
<div><p><b>{{LINE}}</b> <span class="fine">{{LINE_LEVEL}}{{#MANUAL}}, {{MANUAL}}{{/MANUAL}}</span></p>
<p>{{LINE_REASON}}</p>
{{#ANY_IDS}}
<ul class="ids">
{{#IDS}}
<li>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{ID}}</code>{{#PAGE}}</a>{{/PAGE}}</li>
{{/IDS}}
{{#MORE}}
<li>{{MORE}}</li>
{{/MORE}}
</ul>
{{/ANY_IDS}}
</div></li>
{{/GATES}}
</ul>
{{/SECTIONS}}
</section>
{{/ANY_SECTIONS}}
{{#ANY_TARGETS}}
<section aria-labelledby="targets">
<h2 id="targets">Targets</h2>
<div class="box targets fold" role="group" aria-labelledby="targets-caption" tabindex="0">
<table>
<caption id="targets-caption"><span>Budgets and claims, what is not green first. The bar is the value, the line its limit.</span></caption>
<thead>
<tr><th scope="col">Case or claim</th><th scope="col">Of</th><th scope="col" class="n">Baseline</th><th scope="col" class="n">Target</th><th scope="col" class="n">Measured</th><th scope="col">Status</th><th scope="col" class="trace">Against limit</th><th scope="col">Headroom</th></tr>
</thead>
<tbody>
{{#TARGETS}}
<tr class="{{TONE}}"><th scope="row">{{#CLAIM}}<b>{{CLAIM}}</b><br>{{/CLAIM}}{{#ID}}{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}{{/ID}}</th><td><code>{{SELECTOR}}</code></td><td class="n">{{#BASELINE}}{{BASELINE}}{{/BASELINE}}{{#NO_BASELINE}}–{{/NO_BASELINE}}</td><td class="n">{{#TARGET}}{{TARGET}}{{/TARGET}}{{#NO_TARGET}}–{{/NO_TARGET}}</td><td class="n main">{{#MEASURED}}{{MEASURED}}{{/MEASURED}}{{#NO_MEASURED}}–{{/NO_MEASURED}}</td><td class="seen"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</span>{{#UNCERTAIN}}<small>{{UNCERTAIN}}</small>{{/UNCERTAIN}}{{#TARGET_GATE}}<small>{{TARGET_GATE}}</small>{{/TARGET_GATE}}</td><td class="trace">{{#BULLET}}{{BULLET:none}}{{/BULLET}}</td><td class="said">{{#HEADROOM}}{{HEADROOM}}{{/HEADROOM}}{{#CLAIM_TEXT}}{{CLAIM_TEXT}}{{/CLAIM_TEXT}}{{#TARGET_NOTE}}<small>{{TARGET_NOTE}}</small>{{/TARGET_NOTE}}</td></tr>
{{/TARGETS}}
</tbody>
</table>
</div>
{{#MORE_TARGETS}}
<p class="fine">{{MORE_TARGETS}}</p>
{{/MORE_TARGETS}}
</section>
{{/ANY_TARGETS}}
{{#ANY_TROUBLES}}
<section aria-labelledby="attention">
<h2 id="attention">Needs attention</h2>
{{#TROUBLES}}
<article class="trouble {{TONE}}">
<h3>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</h3>
<p class="what"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong>{{#ALLOWED}} <span class="fine">{{ALLOWED}}</span>{{/ALLOWED}}{{#LAUNCHES}} <span class="fine">{{LAUNCHES}}</span>{{/LAUNCHES}}</p>
<pre class="message" tabindex="0">
{{MESSAGE:pre_escape}}</pre>
<dl>
{{#HOLDS_UP}}
<div><dt>Holds up</dt><dd>{{HOLDS_UP}}</dd></div>
{{/HOLDS_UP}}
{{#SHARED}}
<div><dt>Likewise</dt><dd>{{SHARED}}
<ul class="ids">
{{#IDS}}
<li>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{ID}}</code>{{#PAGE}}</a>{{/PAGE}}</li>
{{/IDS}}
{{#MORE}}
<li>{{MORE}}</li>
{{/MORE}}
</ul></dd></div>
{{/SHARED}}
{{#OWNER}}
<div><dt>Owner</dt><dd>{{OWNER}}</dd></div>
{{/OWNER}}
{{#COMMAND}}
<div><dt>Command</dt><dd><code class="block">{{COMMAND:pre_escape}}</code></dd></div>
{{/COMMAND}}
{{#STEP_COMMANDS}}
<div><dt>Step <code>{{NAME}}</code></dt><dd><code class="block">{{VALUE:pre_escape}}</code></dd></div>
{{/STEP_COMMANDS}}
{{#FOLDER}}
<div><dt>In folder</dt><dd><code>{{FOLDER}}</code></dd></div>
{{/FOLDER}}
{{#VERIFY}}
<div><dt>To verify</dt><dd><code class="copy">{{VERIFY}}</code></dd></div>
{{/VERIFY}}
</dl>
</article>
{{/TROUBLES}}
{{#MORE_TROUBLES}}
<p>{{MORE_TROUBLES}}</p>
{{/MORE_TROUBLES}}
</section>
{{/ANY_TROUBLES}}
{{#ANY_NOTES}}
<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ul class="notes">
{{#NOTES}}
<li class="{{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{LEVEL}}</strong>
<div>{{#ID}}<code>{{ID}}</code>: {{/ID}}<span class="block">{{TEXT:pre_escape}}</span>{{#ADVICE}} <span class="block advice">{{ADVICE:pre_escape}}</span>{{/ADVICE}}</div></li>
{{/NOTES}}
</ul>
</section>
{{/ANY_NOTES}}
{{#ANY_OVERALL}}
<section aria-labelledby="changes">
<h2 id="changes">Changes</h2>
{{#MACHINE_SHIFT}}
<p class="caution"><strong class="tag"><span class="sign" aria-hidden="true">!</span>Warning</strong> {{MACHINE_SHIFT}}</p>
{{/MACHINE_SHIFT}}
{{#MEAN_CHANGE}}
<p class="lead">{{MEAN_CHANGE}}</p>
{{/MEAN_CHANGE}}
{{#OVERALL}}
<figure>
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of all changes">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/OVERALL}}
</section>
{{/ANY_OVERALL}}
{{#VERDICTS}}
<section aria-labelledby="{{ANCHOR}}">
<h2 id="{{ANCHOR}}">{{HEADING}}</h2>
<div class="box changes fold" role="group" aria-labelledby="{{ANCHOR}}-caption" tabindex="0">
<table>
<caption id="{{ANCHOR}}-caption"><span>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>. {{/ONE_METRIC}}{{INTRODUCTION}}</span></caption>
<thead>
<tr><th scope="col">Case</th>{{#HAS_MANY_METRICS}}<th scope="col">Metric</th>{{/HAS_MANY_METRICS}}<th scope="col">Verdict</th><th scope="col" class="n">Change, 95 %</th>{{#HAS_ADJUSTED}}<th scope="col" class="n">Without shift</th>{{/HAS_ADJUSTED}}<th scope="col" class="n">Ratio</th><th scope="col" class="n">p</th><th scope="col" class="n">q</th><th scope="col" class="n">Could not have seen</th><th scope="col" class="n">Launches</th></tr>
</thead>
<tbody>
{{#CHANGES}}
<tr class="{{TONE}}"><th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th>{{#HAS_MANY_METRICS}}<td>{{METRIC}}</td>{{/HAS_MANY_METRICS}}<td class="seen"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{#LEVEL}}{{LEVEL}}{{/LEVEL}}{{#NO_LEVEL}}{{SEEN}}{{/NO_LEVEL}}</span>{{#DOUBT}}<small>{{DOUBT}}</small>{{/DOUBT}}</td>{{#RATIO}}<td class="n main" data-value="{{CHANGE_EXACT}}">{{CHANGE}}</td>{{#HAS_ADJUSTED}}<td class="n">{{#ADJUSTED}}{{ADJUSTED}}{{/ADJUSTED}}{{#NO_ADJUSTED}}–{{/NO_ADJUSTED}}</td>{{/HAS_ADJUSTED}}<td class="n" data-value="{{RATIO_EXACT}}">{{RATIO}}</td><td class="n">{{#P}}{{P}}{{/P}}{{#NO_P}}–{{/NO_P}}</td><td class="n">{{#Q}}{{Q}}{{/Q}}{{#NO_Q}}–{{/NO_Q}}</td><td class="n">{{#LEAST}}&lt; {{LEAST}}{{/LEAST}}{{#NO_LEAST}}–{{/NO_LEAST}}</td>{{/RATIO}}{{#REASON}}<td colspan="{{#HAS_ADJUSTED}}6{{/HAS_ADJUSTED}}{{#NO_HAS_ADJUSTED}}5{{/NO_HAS_ADJUSTED}}" class="said">{{REASON}}</td>{{/REASON}}<td class="n">{{#COUNTS}}{{COUNTS}}{{/COUNTS}}{{#NO_COUNTS}}–{{/NO_COUNTS}}</td></tr>
{{/CHANGES}}
</tbody>
</table>
</div>
{{#MORE}}
<p class="fine">{{MORE}}</p>
{{/MORE}}
</section>
{{/VERDICTS}}
{{#ANY_OVERVIEW}}
<section aria-labelledby="overview">
<h2 id="overview">Overview</h2>
{{#OVERVIEW}}
<figure>
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of the cases">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/OVERVIEW}}
{{#ANY_MORE_OVERVIEW}}
<details>
<summary>{{MORE_PIECES}}</summary>
{{#MORE_OVERVIEW}}
<figure>
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of more cases">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/MORE_OVERVIEW}}
</details>
{{/ANY_MORE_OVERVIEW}}
</section>
{{/ANY_OVERVIEW}}
{{#COMPARISONS}}
<section aria-labelledby="{{ANCHOR}}">
<h2 id="{{ANCHOR}}">{{HEADING}}</h2>
<p class="lead">{{INTRODUCTION}}</p>
<figure>
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of the changes">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
<div class="box changes fold" role="group" aria-labelledby="{{ANCHOR}}-caption" tabindex="0">
<table>
<caption id="{{ANCHOR}}-caption"><span>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>. {{/ONE_METRIC}}The largest change comes first. Slower, faster, more and less stand where the data tell a change from chance.</span></caption>
<thead>
<tr><th scope="col">Case</th><th scope="col">Compared with</th>{{#HAS_MANY_METRICS}}<th scope="col">Metric</th>{{/HAS_MANY_METRICS}}<th scope="col">Seen</th><th scope="col" class="n">Ratio</th><th scope="col" class="n">95 % interval</th><th scope="col" class="n">Change</th><th scope="col" class="n">p</th><th scope="col" class="n">Rounds</th></tr>
</thead>
<tbody>
{{#CHANGES}}
<tr class="{{TONE}}"><th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th><td class="other">{{#OTHER_PAGE}}<a href="{{OTHER_PAGE}}">{{/OTHER_PAGE}}<code>{{#OTHER_PARTS}}{{TEXT}}<wbr>{{/OTHER_PARTS}}</code>{{#OTHER_PAGE}}</a>{{/OTHER_PAGE}}</td>{{#HAS_MANY_METRICS}}<td>{{METRIC}}</td>{{/HAS_MANY_METRICS}}<td class="seen"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{SEEN}}</span></td>{{#RATIO}}<td class="n main" data-value="{{RATIO_EXACT}}">{{RATIO}}</td><td class="n">{{RATIO_INTERVAL}}</td><td class="n" data-value="{{CHANGE_EXACT}}">{{CHANGE}}</td><td class="n">{{#P}}{{P}}{{/P}}{{#NO_P}}–{{/NO_P}}</td>{{/RATIO}}{{#REASON}}<td colspan="4" class="said">{{REASON}}</td>{{/REASON}}<td class="n">{{ROUNDS}}</td></tr>
{{/CHANGES}}
</tbody>
</table>
</div>
{{#MORE}}
<p class="fine">{{MORE}}</p>
{{/MORE}}
</section>
{{/COMPARISONS}}
<section aria-labelledby="cases">
<h2 id="cases">Cases</h2>
{{#ANY_GROUPS}}
<div class="box groups fold" role="group" aria-labelledby="groups-caption" tabindex="0">
<table>
<caption id="groups-caption"><span>Groups. The mean is the geometric mean of the medians{{#HAS_GROUP_CHANGES}}, the change that of the ratios{{/HAS_GROUP_CHANGES}}.</span></caption>
<thead>
<tr><th scope="col">Group</th><th scope="col" class="n">Cases</th><th scope="col" class="n">Measured</th><th scope="col" class="n">Need attention</th><th scope="col" class="n">With remarks</th><th scope="col" class="n">Mean</th>{{#HAS_GROUP_CHANGES}}<th scope="col" class="n">Change</th>{{/HAS_GROUP_CHANGES}}</tr>
</thead>
<tbody>
{{#GROUPS}}
<tr><th scope="row">{{#GROUP_NAME}}<span class="group">{{GROUP_NAME}}</span>{{/GROUP_NAME}}{{#NO_GROUP_NAME}}without a group{{/NO_GROUP_NAME}}</th><td class="n">{{CASE_COUNT}}</td><td class="n">{{MEASURED}}</td><td class="n">{{ATTENTION}}</td><td class="n">{{REMARKED}}</td><td class="n">{{#MEAN}}{{MEAN}}{{/MEAN}}{{#NO_MEAN}}–{{/NO_MEAN}}</td>{{#HAS_GROUP_CHANGES}}<td class="n">{{#GROUP_CHANGE}}{{GROUP_CHANGE}}{{/GROUP_CHANGE}}{{#NO_GROUP_CHANGE}}–{{/NO_GROUP_CHANGE}}</td>{{/HAS_GROUP_CHANGES}}</tr>
{{/GROUPS}}
</tbody>
</table>
</div>
{{#MORE_GROUPS}}
<p class="fine">{{MORE_GROUPS}}</p>
{{/MORE_GROUPS}}
{{/ANY_GROUPS}}
{{>TABLE}}
{{#NO_TRENDS_HEADING}}
{{#TRENDS_SUMMARY}}
<p class="fine">{{TRENDS_SUMMARY}}</p>
{{/TRENDS_SUMMARY}}
{{/NO_TRENDS_HEADING}}
</section>
{{#ANY_SCALINGS}}
<section aria-labelledby="scaling">
<h2 id="scaling">Scaling</h2>
<div class="box scaling fold" role="group" aria-labelledby="scaling-caption" tabindex="0">
<table>
<caption id="scaling-caption"><span>How metrics grow with a parameter. The exponent is the slope in logarithms, with its 95 % interval; the class is the curve that fits best.</span></caption>
<thead>
<tr><th scope="col">Benchmark</th><th scope="col">Metric</th><th scope="col">Over</th><th scope="col">Status</th><th scope="col" class="n">Exponent</th><th scope="col">Grows as</th><th scope="col">Allowed</th><th scope="col">Against the baseline</th></tr>
</thead>
<tbody>
{{#SCALINGS}}
<tr class="{{TONE}}"><th scope="row"><code>{{FAMILY}}</code></th><td>{{METRIC}}</td><td>{{OVER}}<small>{{SIZES}}</small></td><td class="seen"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</span></td><td class="n main">{{#EXPONENT}}{{EXPONENT}}{{/EXPONENT}}{{#NO_EXPONENT}}–{{/NO_EXPONENT}}</td><td>{{#CLASS}}{{CLASS}}{{/CLASS}}{{#NO_CLASS}}–{{/NO_CLASS}}</td><td class="said">{{#BOUND}}{{BOUND}}{{/BOUND}}{{#NO_BOUND}}–{{/NO_BOUND}}{{#BOUND_REASON}}<small>{{BOUND_REASON}}</small>{{/BOUND_REASON}}</td><td class="said">{{#EXPONENT_CHANGE}}{{EXPONENT_CHANGE}}{{/EXPONENT_CHANGE}}{{#NO_EXPONENT_CHANGE}}–{{/NO_EXPONENT_CHANGE}}</td></tr>
{{/SCALINGS}}
</tbody>
</table>
</div>
{{#MORE_SCALINGS}}
<p class="fine">{{MORE_SCALINGS}}</p>
{{/MORE_SCALINGS}}
<div class="figures">
{{#SCALINGS}}
{{#SVG}}
<figure>
<div class="plot" tabindex="0" role="group" aria-label="Chart of how a metric grows">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/SVG}}
{{/SCALINGS}}
</div>
</section>
{{/ANY_SCALINGS}}
{{#ANY_CONCURRENCIES}}
<section aria-labelledby="concurrency">
<h2 id="concurrency">Concurrency</h2>
{{#CONCURRENCIES}}
<article class="concurrency {{TONE}}">
<h3><code>{{FAMILY}}</code> <strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong></h3>
<div class="figures">
{{#SVG}}
<figure>
<div class="plot" tabindex="0" role="group" aria-label="Chart of the throughput">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/SVG}}
<div class="box" role="group" aria-label="Levels of concurrency" tabindex="0">
<table>
<thead>
<tr><th scope="col" class="n">At once</th><th scope="col" class="n">Throughput</th><th scope="col" class="n">Latency</th><th scope="col" class="n">Speed-up</th><th scope="col" class="n">Efficiency</th></tr>
</thead>
<tbody>
{{#LEVELS}}
<tr><td class="n">{{WORKERS}}</td><td class="n main">{{THROUGHPUT}}</td><td class="n">{{#LATENCY}}{{LATENCY}}{{/LATENCY}}{{#NO_LATENCY}}–{{/NO_LATENCY}}</td><td class="n">{{#SPEEDUP}}{{SPEEDUP}}{{/SPEEDUP}}{{#NO_SPEEDUP}}–{{/NO_SPEEDUP}}</td><td class="n">{{#EFFICIENCY}}{{EFFICIENCY}}{{/EFFICIENCY}}{{#NO_EFFICIENCY}}–{{/NO_EFFICIENCY}}</td></tr>
{{/LEVELS}}
</tbody>
</table>
</div>
</div>
</article>
{{/CONCURRENCIES}}
</section>
{{/ANY_CONCURRENCIES}}
{{#ANY_MEMORY}}
<section aria-labelledby="memory">
<h2 id="memory">Memory</h2>
<div class="box" role="group" aria-labelledby="memory-caption" tabindex="0">
<table>
<caption id="memory-caption"><span>The largest resident memory of a launch, of the cases that need most.</span></caption>
<thead>
<tr><th scope="col">Case</th><th scope="col" class="n">Median</th><th scope="col" class="n">Largest launch</th></tr>
</thead>
<tbody>
{{#MEMORY}}
<tr><th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th><td class="n main">{{MEDIAN}}</td><td class="n">{{MAX}}</td></tr>
{{/MEMORY}}
</tbody>
</table>
</div>
</section>
{{/ANY_MEMORY}}
{{#ANY_GROWTHS}}
<section aria-labelledby="growth">
<h2 id="growth">Memory that grows</h2>
<div class="box" role="group" aria-labelledby="growth-caption" tabindex="0">
<table>
<caption id="growth-caption"><span>From the first value of a launch to the last. Growth is confirmed when more than half of the launches show it, and at least two.</span></caption>
<thead>
<tr><th scope="col">Case</th><th scope="col">Metric</th><th scope="col">Status</th><th scope="col">Kind</th><th scope="col" class="n">In all</th><th scope="col" class="n">Launches</th></tr>
</thead>
<tbody>
{{#GROWTHS}}
<tr class="{{TONE}}"><th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th><td>{{METRIC}}</td><td class="seen"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</span></td><td>{{KIND}}</td><td class="n main">{{TOTAL}}</td><td class="n">{{LAUNCHES}}</td></tr>
{{/GROWTHS}}
</tbody>
</table>
</div>
</section>
{{/ANY_GROWTHS}}
{{#TRENDS_HEADING}}
<section aria-labelledby="trends">
<h2 id="trends">{{TRENDS_HEADING}}</h2>
<p class="lead">{{TRENDS_SUMMARY}} <a href="trends.html">All trends.</a>{{#TRENDS_MORE}} {{TRENDS_MORE}}{{/TRENDS_MORE}}</p>
{{#TREND_TABLES}}
{{>CHANGEPOINTS}}
{{/TREND_TABLES}}
{{>DRIFTS}}
</section>
{{/TRENDS_HEADING}}
{{#ANY_REMARK_LIST}}
<section aria-labelledby="remarks">
<h2 id="remarks">Unstable cases and other remarks</h2>
<dl class="wide">
{{#REMARK_LIST}}
<div><dt>{{WORD}} <span class="fine">{{COUNT}}</span></dt><dd>{{SENTENCE}}{{#ADVICE}} <span class="advice">{{ADVICE}}</span>{{/ADVICE}}
<ul class="ids">
{{#IDS}}
<li>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{ID}}</code>{{#PAGE}}</a>{{/PAGE}}</li>
{{/IDS}}
{{#MORE}}
<li>and {{MORE}}</li>
{{/MORE}}
</ul>
</dd></div>
{{/REMARK_LIST}}
</dl>
</section>
{{/ANY_REMARK_LIST}}
{{#ANY_MOVED}}
<section aria-labelledby="moved">
<h2 id="moved">Added and removed cases</h2>
{{#MOVED}}
<h3>{{HEADING}}</h3>
<p class="fine">{{INTRODUCTION}}</p>
<ul class="ids">
{{#IDS}}
<li>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{ID}}</code>{{#PAGE}}</a>{{/PAGE}}</li>
{{/IDS}}
{{#MORE}}
<li>{{MORE}}</li>
{{/MORE}}
</ul>
{{/MOVED}}
</section>
{{/ANY_MOVED}}
<section aria-labelledby="machine">
<h2 id="machine">Machine and environment</h2>
{{#NO_MACHINE}}{{#NO_ENVIRONMENT}}
<p>Nothing is known about the machine.</p>
{{/NO_ENVIRONMENT}}{{/NO_MACHINE}}
<div class="pair">
{{#ANY_MACHINE}}
<div>
<h3>Machine</h3>
<dl class="wide">
{{#MACHINE}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/MACHINE}}
</dl>
</div>
{{/ANY_MACHINE}}
{{#ANY_ENVIRONMENT}}
<div>
<h3>Environment</h3>
<dl class="wide">
{{#ENVIRONMENT}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/ENVIRONMENT}}
</dl>
</div>
{{/ANY_ENVIRONMENT}}
</div>
{{#ANY_DIFFERENCES}}
<h3 class="later">What differs from the baseline’s</h3>
<div class="box groups fold" role="group" aria-label="What differs from the baseline’s" tabindex="0">
<table>
<thead>
<tr><th scope="col">Fact</th><th scope="col">Baseline</th><th scope="col">This run</th></tr>
</thead>
<tbody>
{{#DIFFERENCES}}
<tr><th scope="row">{{NAME}}</th><td>{{BASE}}</td><td>{{HERE}}</td></tr>
{{/DIFFERENCES}}
</tbody>
</table>
</div>
{{/ANY_DIFFERENCES}}
{{#CONDITIONS_SVG}}
<h3 class="later">During the run</h3>
<figure>
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of what else the machine did">{{CONDITIONS_SVG:none}}</div>
<figcaption>{{CONDITIONS}}</figcaption>
</figure>
{{/CONDITIONS_SVG}}
</section>
<section aria-labelledby="reproduce">
<h2 id="reproduce">How to reproduce</h2>
{{#DIRTY}}
<p class="caution"><strong class="tag"><span class="sign" aria-hidden="true">!</span>Warning</strong> {{DIRTY}}</p>
{{/DIRTY}}
{{#ANY_COMMANDS}}
<pre class="copy">
{{#COMMANDS}}
{{TEXT:pre_escape}}
{{/COMMANDS}}
</pre>
{{/ANY_COMMANDS}}
{{#NO_COMMANDS}}
<p>The run does not say by which command it was made.</p>
{{/NO_COMMANDS}}
{{#SUITE_TEXT}}
<details>
<summary>The suite, as it was read</summary>
<pre tabindex="0">
{{SUITE_TEXT:pre_escape}}</pre>
</details>
{{/SUITE_TEXT}}
</section>
{{#ANY_STEPS}}
<section aria-labelledby="steps">
<h2 id="steps">Next steps</h2>
<ol class="steps">
{{#STEPS}}
<li><span class="block">{{TEXT:pre_escape}}</span>{{#COMMAND}} <code class="copy">{{COMMAND}}</code>{{/COMMAND}}</li>
{{/STEPS}}
</ol>
</section>
{{/ANY_STEPS}}
<section aria-labelledby="method">
<h2 id="method">Method</h2>
<dl class="wide">
{{#METHODS}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/METHODS}}
</dl>
</section>
</main>
<footer>
<p>{{#TOOL}}Collected by {{TOOL}}.{{/TOOL}}{{#SHA256}} Run file SHA-256 <code>{{SHA256}}</code>.{{/SHA256}}</p>
</footer>
{{>FOOT}}
<script>{{TABLE_SCRIPT:none}}</script>
</body>
</html>
