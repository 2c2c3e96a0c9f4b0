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
{{/MISSING}}
{{#MEDIAN}}
<p class="headline"><b>{{MEDIAN}}</b>{{#INTERVAL}} <span>{{INTERVAL}}</span>{{/INTERVAL}} <span class="fine">median and its 95 % interval; {{BETTER}}; {{SAMPLES}}</span></p>
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
<div class="pair">
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
<section aria-labelledby="how">
<h2 id="how">How it was run</h2>
<dl class="wide">
{{#COMMAND}}
<div><dt>Command</dt><dd><code class="block copy">{{COMMAND:pre_escape}}</code></dd></div>
{{/COMMAND}}
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
<table>
<caption id="resources-caption"><span>Recorded and not judged.</span></caption>
<thead>
<tr><th scope="col">Metric</th><th scope="col" class="n">Median</th><th scope="col" class="n">95 % interval</th><th scope="col">Unit</th>{{#HAS_SPARKS}}<th scope="col" class="trace">In order</th>{{/HAS_SPARKS}}<th scope="col" class="n">Min</th><th scope="col" class="n">Max</th><th scope="col" class="n">Samples</th></tr>
</thead>
<tbody>
{{#RESOURCES}}
<tr><th scope="row"><code>{{METRIC}}</code></th><td class="n main" data-value="{{MEDIAN_EXACT}}">{{MEDIAN}}</td><td class="n">{{#INTERVAL}}{{INTERVAL}}{{/INTERVAL}}{{#NO_INTERVAL}}–{{/NO_INTERVAL}}</td><td>{{UNIT}}</td>{{#HAS_SPARKS}}<td class="trace">{{SPARK:none}}</td>{{/HAS_SPARKS}}<td class="n" data-value="{{MIN_EXACT}}">{{MIN}}</td><td class="n" data-value="{{MAX_EXACT}}">{{MAX}}</td><td class="n">{{SAMPLES}}</td></tr>
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
