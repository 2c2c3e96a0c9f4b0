{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
{{>HEAD}}
<title>{{ID}}: {{TITLE}}</title>
</head>
<body class="case">
<header>
<p class="over"><a href="{{LIST}}">Benchmark report</a>: {{TITLE}}</p>
<h1><code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code></h1>
{{#WHOLE_ID}}
<details><summary>whole id</summary><code>{{WHOLE_ID}}</code></details>
{{/WHOLE_ID}}
<p class="what {{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong>{{#ALLOWED}} <span class="fine">{{ALLOWED}}</span>{{/ALLOWED}}</p>
</header>
<nav class="pages" aria-label="Other cases">
{{#PREVIOUS}}
<a href="{{FILE}}" rel="prev">← <code>{{TEXT}}</code></a>
{{/PREVIOUS}}
<a href="{{LIST}}">All cases</a>
{{#NEXT}}
<a href="{{FILE}}" rel="next"><code>{{TEXT}}</code> →</a>
{{/NEXT}}
</nav>
<main>
{{#MESSAGE}}
<section class="{{TONE}}" aria-labelledby="message">
<h2 id="message">What happened</h2>
<pre class="message" tabindex="0">
{{MESSAGE:pre_escape}}</pre>
</section>
{{/MESSAGE}}
{{#ANY_CASE_NOTES}}
<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ul class="notes">
{{#CASE_NOTES}}
<li class="{{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{LEVEL}}</strong>
<div><span class="block">{{TEXT:pre_escape}}</span>{{#ADVICE}} <span class="block advice">{{ADVICE:pre_escape}}</span>{{/ADVICE}}</div></li>
{{/CASE_NOTES}}
</ul>
</section>
{{/ANY_CASE_NOTES}}
{{#METRICS}}
<section class="metric">
<h2>{{METRIC}}</h2>
{{#MISSING}}
<p>{{MISSING}}</p>
{{#TARGETS}}
<p class="change {{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong>: {{SELECTOR}}, {{TARGET}} is asked for.{{#TARGET_NOTE}} {{TARGET_NOTE}}{{/TARGET_NOTE}}</p>
{{/TARGETS}}
{{/MISSING}}
{{#MEDIAN}}
<p class="headline"><b>{{MEDIAN}}</b>{{#INTERVAL}} <span>{{INTERVAL}}</span>{{/INTERVAL}} <span class="fine">median and its 95 % interval; {{BETTER}}; {{SAMPLES}}</span></p>
{{#CHANGES}}
<p class="change {{TONE}}">Compared with its {{ROLE}}{{#OTHER}} {{#OTHER_PAGE}}<a href="{{OTHER_PAGE}}">{{/OTHER_PAGE}}<code>{{#OTHER_PARTS}}{{TEXT}}<wbr>{{/OTHER_PARTS}}</code>{{#OTHER_PAGE}}</a>{{/OTHER_PAGE}}{{/OTHER}}: <strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{#RATIO}}{{BRIEF}}{{/RATIO}}{{#REASON}}{{SEEN}}{{/REASON}}</strong>{{#RATIO}}, ratio <b>{{RATIO}}</b> {{RATIO_INTERVAL}} <span class="fine">{{#P}}p {{P}}{{/P}}{{#Q}}, q {{Q}}{{/Q}}{{#COUNTS}}; {{COUNTS}} measured{{/COUNTS}}</span>{{/RATIO}}{{#REASON}}, {{REASON}}{{/REASON}}</p>
{{/CHANGES}}
{{#ANY_TARGETS}}
<h3>Against its budget</h3>
<div class="figures">
{{#TARGETS}}
<figure class="{{TONE}}">
{{#BULLET}}<div class="plot" tabindex="0" role="group" aria-label="Chart of {{SELECTOR}} against its budget">{{BULLET:none}}</div>{{/BULLET}}
<figcaption><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</strong>{{#UNCERTAIN}}, {{UNCERTAIN}}{{/UNCERTAIN}}: {{SELECTOR}}{{#MEASURED}} is {{MEASURED}}{{/MEASURED}}, {{TARGET}} is asked for{{#TARGET_GATE}} ({{TARGET_GATE}}){{/TARGET_GATE}}{{#HEADROOM}}; {{HEADROOM}}{{/HEADROOM}}.{{#TARGET_NOTE}} {{TARGET_NOTE}}{{/TARGET_NOTE}}</figcaption>
</figure>
{{/TARGETS}}
</div>
{{/ANY_TARGETS}}
{{#ANY_WALK}}
<h3>Against the baseline, number by number</h3>
<dl class="wide walk">
{{#WALK}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/WALK}}
</dl>
{{/ANY_WALK}}
{{#HISTORY}}
<h3>History</h3>
<p>{{HISTORY_SUMMARY}}</p>
<figure class="history">
<div class="plot wide-plot" tabindex="0" role="group" aria-label="Chart of the history of {{METRIC}}">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{#TREND_TABLES}}
{{>CHANGEPOINTS}}
{{/TREND_TABLES}}
{{/HISTORY}}
{{#ANY_FIGURES}}
<div class="figures">
{{#FIGURES}}
<figure>
<div class="plot" tabindex="0" role="group" aria-label="Chart of {{METRIC}}">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/FIGURES}}
</div>
{{/ANY_FIGURES}}
<div class="beside">
<div class="box" role="group" aria-label="Statistics of {{METRIC}}" tabindex="0">
<table class="statistics">
<thead>
<tr><th scope="col">Statistic</th><th scope="col" class="n">{{#UNIT}}In {{UNIT}}{{/UNIT}}{{#NO_UNIT}}Value{{/NO_UNIT}}</th><th scope="col" class="n">95 % interval</th>{{#BASE_UNIT}}<th scope="col" class="n">In full, {{BASE_UNIT}}</th>{{/BASE_UNIT}}</tr>
</thead>
<tbody>
{{#STATISTICS}}
<tr><th scope="row">{{NAME}}</th><td class="n main">{{VALUE}}</td><td class="n">{{INTERVAL}}</td>{{#BASE_UNIT}}<td class="n exact">{{EXACT}}</td>{{/BASE_UNIT}}</tr>
{{/STATISTICS}}
</tbody>
</table>
</div>
<div>
<p>{{OUTLIERS}}</p>
{{#ANY_REMARKS}}
<dl class="wide remarks">
{{#REMARKS}}
<div><dt>{{WORD}}</dt><dd>{{SENTENCE}}{{#ADVICE}} <span class="advice">{{ADVICE}}</span>{{/ADVICE}}</dd></div>
{{/REMARKS}}
</dl>
{{/ANY_REMARKS}}
</div>
</div>
{{/MEDIAN}}
</section>
{{/METRICS}}
{{#ANY_STAGES}}
<section aria-labelledby="stages">
<h2 id="stages">Steps</h2>
<div class="figures">
{{#STAGE_FIGURES}}
<figure>
<div class="plot" tabindex="0" role="group" aria-label="Chart of the steps">{{SVG:none}}</div>
<figcaption>{{CAPTION}}</figcaption>
</figure>
{{/STAGE_FIGURES}}
<div class="box" role="group" aria-labelledby="stages-caption" tabindex="0">
<table class="stages tight">
<caption id="stages-caption"><span>Times of the steps, in the order they ran.</span></caption>
<thead>
<tr><th scope="col">Step</th><th scope="col" class="n">Median</th><th scope="col" class="n">95 % interval</th><th scope="col" class="n">Of the whole</th><th scope="col" class="n">Max RSS</th></tr>
</thead>
<tbody>
{{#STAGES}}
<tr><th scope="row"><code>{{NAME}}</code></th>{{#MISSING}}<td colspan="3" class="said">{{MISSING}}</td>{{/MISSING}}{{#MEDIAN}}<td class="n main">{{MEDIAN}}</td><td class="n">{{#INTERVAL}}{{INTERVAL}}{{/INTERVAL}}{{#NO_INTERVAL}}–{{/NO_INTERVAL}}</td><td class="n">{{#SHARE}}{{SHARE}}{{/SHARE}}{{#NO_SHARE}}–{{/NO_SHARE}}</td>{{/MEDIAN}}<td class="n">{{#RSS}}{{RSS}}{{/RSS}}{{#NO_RSS}}–{{/NO_RSS}}</td></tr>
{{/STAGES}}
</tbody>
</table>
</div>
</div>
</section>
{{/ANY_STAGES}}
<section aria-labelledby="how">
<h2 id="how">How it was run</h2>
<dl class="wide">
{{#COMMAND}}
<div><dt>Command</dt><dd><code class="block copy">{{COMMAND:pre_escape}}</code></dd></div>
{{/COMMAND}}
{{#STEP_COMMANDS}}
<div><dt>Step <code>{{NAME}}</code></dt><dd><code class="block copy">{{VALUE:pre_escape}}</code></dd></div>
{{/STEP_COMMANDS}}
{{#FOLDER}}
<div><dt>In folder</dt><dd><code>{{FOLDER}}</code></dd></div>
{{/FOLDER}}
{{#VERIFY}}
<div><dt>To measure it again</dt><dd><code class="copy">{{VERIFY}}</code></dd></div>
{{/VERIFY}}
{{#CASE_FACTS}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/CASE_FACTS}}
{{#ANY_PARAMS}}
<div><dt>Parameters</dt><dd>{{#PARAMS}}<span class="param"><code>{{NAME}}</code> = <code>{{VALUE}}</code></span> {{/PARAMS}}</dd></div>
{{/ANY_PARAMS}}
{{#ANY_TAGS}}
<div><dt>Tags</dt><dd>{{#TAGS}}<span class="param">{{TEXT}}</span> {{/TAGS}}</dd></div>
{{/ANY_TAGS}}
</dl>
</section>
{{#ANY_RESOURCES}}
<section aria-labelledby="resources">
<h2 id="resources">Resources and other metrics</h2>
<div class="box" role="group" aria-labelledby="resources-caption" tabindex="0">
<table class="tight fold">
<caption id="resources-caption"><span>Recorded and not judged.{{#HAS_CHANGES}} Ratios are to what the metrics above are compared with.{{/HAS_CHANGES}}</span></caption>
<thead>
<tr><th scope="col">Metric</th><th scope="col" class="n">Median</th><th scope="col" class="n">95 % interval</th><th scope="col">Unit</th>{{#HAS_SPARKS}}<th scope="col" class="trace">In order</th>{{/HAS_SPARKS}}<th scope="col" class="n">Min</th><th scope="col" class="n">Max</th><th scope="col" class="n">Samples</th>{{#HAS_CHANGES}}<th scope="col">Compared</th>{{/HAS_CHANGES}}</tr>
</thead>
<tbody>
{{#RESOURCES}}
<tr><th scope="row"><code>{{METRIC}}</code></th>{{#MISSING}}<td colspan="{{#HAS_SPARKS}}7{{/HAS_SPARKS}}{{#NO_HAS_SPARKS}}6{{/NO_HAS_SPARKS}}" class="said">{{MISSING}}</td>{{/MISSING}}{{#NO_MISSING}}<td class="n main" data-value="{{MEDIAN_EXACT}}">{{MEDIAN}}</td><td class="n">{{#INTERVAL}}{{INTERVAL}}{{/INTERVAL}}{{#NO_INTERVAL}}–{{/NO_INTERVAL}}</td><td>{{UNIT}}</td>{{#HAS_SPARKS}}<td class="trace">{{SPARK:none}}</td>{{/HAS_SPARKS}}<td class="n" data-value="{{MIN_EXACT}}">{{MIN}}</td><td class="n" data-value="{{MAX_EXACT}}">{{MAX}}</td><td class="n">{{SAMPLES}}</td>{{/NO_MISSING}}{{#HAS_CHANGES}}<td>{{#ANY_CHANGES}}{{#CHANGES}}<span class="compared {{TONE}}"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{SEEN}}</span>{{#RATIO}} {{RATIO}} {{RATIO_INTERVAL}}{{/RATIO}}{{#HAS_BOTH}} {{ROLE}}{{/HAS_BOTH}}</span>{{/CHANGES}}{{/ANY_CHANGES}}{{#NO_CHANGES}}–{{/NO_CHANGES}}</td>{{/HAS_CHANGES}}</tr>
{{/RESOURCES}}
</tbody>
</table>
</div>
</section>
{{/ANY_RESOURCES}}
</main>
<footer>
<p>What the numbers and remarks mean stands in <a href="../index.html#method">the report</a>.</p>
</footer>
{{>FOOT}}
</body>
</html>
