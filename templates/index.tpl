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
<p class="summary">{{SUMMARY}}</p>
{{#EXPLANATION}}
<p>{{EXPLANATION}}</p>
{{/EXPLANATION}}
{{#CARRIED}}
<p class="fine">{{CARRIED}}</p>
{{/CARRIED}}
</div>
<dl class="facts">
{{#FACTS}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/FACTS}}
</dl>
</header>
<nav aria-label="Contents">
<ul>
{{#ANY_TROUBLES}}
<li><a href="#attention">Needs attention</a></li>
{{/ANY_TROUBLES}}
{{#ANY_NOTES}}
<li><a href="#notes">Notes</a></li>
{{/ANY_NOTES}}
{{#ANY_OVERVIEW}}
<li><a href="#overview">Overview</a></li>
{{/ANY_OVERVIEW}}
<li><a href="#cases">Cases</a></li>
{{#ANY_REMARK_LIST}}
<li><a href="#remarks">Remarks</a></li>
{{/ANY_REMARK_LIST}}
{{#ANY_MEMORY}}
<li><a href="#memory">Memory</a></li>
{{/ANY_MEMORY}}
<li><a href="#machine">Machine</a></li>
<li><a href="#reproduce">Reproduce</a></li>
{{#ANY_STEPS}}
<li><a href="#steps">Next steps</a></li>
{{/ANY_STEPS}}
<li><a href="#method">Method</a></li>
</ul>
</nav>
<main>
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
{{#OWNER}}
<div><dt>Owner</dt><dd>{{OWNER}}</dd></div>
{{/OWNER}}
{{#COMMAND}}
<div><dt>Command</dt><dd><code class="block">{{COMMAND:pre_escape}}</code></dd></div>
{{/COMMAND}}
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
<section aria-labelledby="cases">
<h2 id="cases">Cases</h2>
{{#ANY_GROUPS}}
<div class="box groups" role="group" aria-labelledby="groups-caption" tabindex="0">
<table>
<caption id="groups-caption"><span>Groups. The mean is the geometric mean of the medians.</span></caption>
<thead>
<tr><th scope="col">Group</th><th scope="col" class="n">Cases</th><th scope="col" class="n">Measured</th><th scope="col" class="n">Need attention</th><th scope="col" class="n">With remarks</th><th scope="col" class="n">Mean</th></tr>
</thead>
<tbody>
{{#GROUPS}}
<tr><th scope="row">{{#GROUP_NAME}}<span class="group">{{GROUP_NAME}}</span>{{/GROUP_NAME}}{{#NO_GROUP_NAME}}without a group{{/NO_GROUP_NAME}}</th><td class="n">{{CASE_COUNT}}</td><td class="n">{{MEASURED}}</td><td class="n">{{ATTENTION}}</td><td class="n">{{REMARKED}}</td><td class="n">{{#MEAN}}{{MEAN}}{{/MEAN}}{{#NO_MEAN}}–{{/NO_MEAN}}</td></tr>
{{/GROUPS}}
</tbody>
</table>
</div>
{{#MORE_GROUPS}}
<p class="fine">{{MORE_GROUPS}}</p>
{{/MORE_GROUPS}}
{{/ANY_GROUPS}}
{{>TABLE}}
</section>
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
