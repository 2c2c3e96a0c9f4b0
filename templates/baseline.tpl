{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
{{>HEAD}}
<title>Baseline {{BASELINE_NAME}}: {{TITLE}}</title>
</head>
<body>
<header>
<p class="over">Baseline {{BASELINE_NAME}}</p>
<h1>{{TITLE}}</h1>
<p class="summary">{{SUMMARY}}{{#BASELINE_DATE}} Measured {{BASELINE_DATE}}.{{/BASELINE_DATE}}</p>
</header>
<main>
<section aria-labelledby="operations">
<h2 id="operations">Operations</h2>
{{#NO_OPERATIONS}}
<p>There are none.</p>
{{/NO_OPERATIONS}}
{{#ANY_OPERATIONS}}
<div class="box" role="group" aria-labelledby="operations-caption" tabindex="0">
<table>
<caption id="operations-caption"><span>Medians with their 95 % interval.</span></caption>
<thead>
<tr><th scope="col">Operation</th><th scope="col">Size</th><th scope="col">Metric</th><th scope="col" class="n">Baseline</th><th scope="col" class="n">95 % interval</th><th scope="col">Limits</th><th scope="col">Headroom</th></tr>
</thead>
<tbody>
{{#OPERATIONS}}
<tr><th scope="row"><code>{{OPERATION}}</code></th><td>{{#SIZE}}<code>{{SIZE}}</code>{{/SIZE}}{{#NO_SIZE}}–{{/NO_SIZE}}</td><td>{{METRIC}}</td><td class="n main">{{#VALUE}}{{VALUE}}{{/VALUE}}{{#NO_VALUE}}not available{{/NO_VALUE}}</td><td class="n">{{#INTERVAL}}{{INTERVAL}}{{/INTERVAL}}{{#NO_INTERVAL}}–{{/NO_INTERVAL}}</td><td class="limits">{{#LIMITS}}{{LIMITS}}{{/LIMITS}}{{#NO_LIMITS}}–{{/NO_LIMITS}}</td><td>{{#HEADROOM}}{{HEADROOM}}{{/HEADROOM}}{{#NO_HEADROOM}}–{{/NO_HEADROOM}}</td></tr>
{{/OPERATIONS}}
</tbody>
</table>
</div>
{{/ANY_OPERATIONS}}
</section>
<section aria-labelledby="run">
<h2 id="run">Run and machine</h2>
<div class="pair">
<dl class="wide">
{{#FACTS}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/FACTS}}
</dl>
<dl class="wide">
{{#MACHINE}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/MACHINE}}
{{#ENVIRONMENT}}
<div><dt>{{NAME}}</dt><dd>{{VALUE}}</dd></div>
{{/ENVIRONMENT}}
</dl>
</div>
</section>
</main>
</body>
</html>
