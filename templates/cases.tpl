{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
{{>HEAD}}
<title>Cases {{RANGE}}: {{TITLE}}</title>
</head>
<body>
<a class="skip" href="#cases">Skip to the cases</a>
<header>
<p class="over"><a href="index.html">Benchmark report</a></p>
<h1>{{TITLE}}</h1>
</header>
<main>
<section aria-labelledby="cases">
<h2 id="cases">Cases</h2>
{{>TABLE}}
</section>
</main>
<footer>
<p>What the columns and remarks mean stands in <a href="index.html#method">the report</a>.</p>
</footer>
{{>FOOT}}
<script>{{TABLE_SCRIPT:none}}</script>
</body>
</html>
