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
<li><a href="#cases">Cases</a></li>
<li><a href="#machine">Machine</a></li>
<li><a href="#reproduce">Reproduce</a></li>
<li><a href="#method">Method</a></li>
</ul>
</nav>
<main>
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
{{#ANY_TROUBLES}}
<section aria-labelledby="attention">
<h2 id="attention">Needs attention</h2>
{{#TROUBLES}}
<article class="trouble {{TONE}}">
<h3><code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code></h3>
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
<div><dt>To verify</dt><dd><code>{{VERIFY}}</code></dd></div>
{{/VERIFY}}
</dl>
</article>
{{/TROUBLES}}
{{#MORE_TROUBLES}}
<p>{{MORE_TROUBLES}}</p>
{{/MORE_TROUBLES}}
</section>
{{/ANY_TROUBLES}}
<section aria-labelledby="cases">
<h2 id="cases">Cases</h2>
{{>TABLE}}
</section>
{{#ANY_REMARK_LIST}}
<section aria-labelledby="remarks">
<h2 id="remarks">What the remarks mean</h2>
<dl class="wide">
{{#REMARK_LIST}}
<div><dt>{{WORD}} <span class="fine">{{CASES}}</span></dt><dd>{{SENTENCE}}{{#ADVICE}} <span class="advice">{{ADVICE}}</span>{{/ADVICE}}</dd></div>
{{/REMARK_LIST}}
</dl>
</section>
{{/ANY_REMARK_LIST}}
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
<pre>
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
</body>
</html>
