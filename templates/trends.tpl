{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
{{>HEAD}}
<title>{{TRENDS_HEADING}}: {{TITLE}}</title>
</head>
<body>
<header>
<p class="over"><a href="index.html">Benchmark report</a></p>
<h1>{{TITLE}}</h1>
</header>
<main class="trends">
<section aria-labelledby="trends">
<h2 id="trends">{{TRENDS_HEADING}}</h2>
<p class="lead">{{TRENDS_SUMMARY}}</p>
{{#RANGE}}
<nav class="pages" aria-label="Pages of change points">
{{#PREVIOUS}}<a href="{{PREVIOUS}}" rel="prev">← Previous</a>{{/PREVIOUS}}
<span>Change points {{RANGE}}</span>
{{#NEXT}}<a href="{{NEXT}}" rel="next">Next →</a>{{/NEXT}}
</nav>
{{/RANGE}}
{{#TREND_TABLES}}
{{>CHANGEPOINTS}}
{{/TREND_TABLES}}
{{>DRIFTS}}
</section>
<section aria-labelledby="words">
<h2 id="words">What the words mean</h2>
<dl class="wide">
<div><dt>Change point</dt><dd>A new level of a history, told from noise: before and after are medians of the whole levels, the change is the median of all differences between a run here and one there, with its interval. The cause lies behind the last commit before and up to the first one after.</dd></div>
<div><dt>Suspected</dt><dd>Fewer than five runs follow. The next ones confirm it or take it back.</dd></div>
<div><dt>Acknowledged</dt><dd>Somebody said why it is accepted, in perfolio.ack.yaml. It stays visible and alarms no more.</dd></div>
<div><dt>Gets worse, gets better</dt><dd>A slope says it better than levels: no single commit is to blame.</dd></div>
<div><dt>Bimodal</dt><dd>It jumps between two levels throughout: something differs from run to run.</dd></div>
</dl>
</section>
</main>
<footer>
<p>How everything else was measured stands in <a href="index.html#method">the report</a>.</p>
</footer>
{{>FOOT}}
</body>
</html>
