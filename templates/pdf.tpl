{{%AUTOESCAPE context="HTML"}}
{{!
summary.pdf: order, titles and prose.

The text is a small part of HTML, which perfolio sets on pages:
  h1 h2 h3         headings; h1 and h2 stand in the contents
  p pre li dt dd   text; b and code in it; white space counts in pre alone
  hr               a new page; the cover ends at the first one
  section dl ul    may stand around these
What is drawn stands where its name is, as data-part of an empty element:
  img logo         the picture of --logo
  nav contents     headings below with their pages, as links
  table cases      every case with its numbers
  table others     the metrics that nobody judges
  table groups     cases by group
  table long-ids   ids that are cut in the tables, whole
  figure overview  cases with their intervals
  figure against, table against    head against base, with --against
  figure compared, table compared  cases against their references
  figure changes                   every change that was judged
  table trends, table acknowledged, figure histories   change points of the past
  table checklist, table targets   the gate's lines; budgets and claims
  table regressions, table improvements, table undecided
  table scaling, table concurrency how metrics grow
  figure scaling, figure concurrency  their curves
  figure conditions                what else the machine did
  figure cases     samples of the most notable cases, their steps
Words of class: over title subtitle verdict lead fine muted, and the tones good
warn bad plain. Another tag or name is an error.
}}
<img data-part="logo">
<p class="over">Benchmark report</p>
<p class="title">{{DOCUMENT_TITLE}}</p>
{{#VERSION}}
<p class="subtitle">Version {{VERSION}}{{#PREVIOUS}}, after {{PREVIOUS}}{{/PREVIOUS}}</p>
{{/VERSION}}
{{#DESCRIPTION}}
<p class="lead muted">{{DESCRIPTION}}</p>
{{/DESCRIPTION}}
<p class="verdict {{VERDICT_TONE}}">{{VERDICT_SIGN}} {{VERDICT}}</p>
<p class="lead">{{#REASON}}{{REASON}}{{/REASON}}{{#NO_REASON}}{{SUMMARY}}{{#COMPARED}} {{COMPARED}}{{/COMPARED}}{{/NO_REASON}}{{#EXPLANATION}} {{EXPLANATION}}{{/EXPLANATION}}</p>
{{#DECIDED}}
<p class="muted">{{DECIDED}}</p>
{{/DECIDED}}
<dl class="facts">
{{#FACTS}}
<dt>{{NAME}}</dt><dd>{{VALUE}}</dd>
{{/FACTS}}
{{#CPU}}
<dt>Machine</dt><dd>{{CPU}}</dd>
{{/CPU}}
</dl>
<hr>
<h1>Contents</h1>
<nav data-part="contents"></nav>
<hr>
<h1>Executive summary</h1>
<p class="lead {{VERDICT_TONE}}"><b>{{VERDICT_SIGN}} {{VERDICT}}</b></p>
{{#REASON}}
<p><b>{{REASON}}</b>{{#DECIDED}} {{DECIDED}}{{/DECIDED}}</p>
{{/REASON}}
<p>{{SUMMARY}}{{#JUDGED}} {{JUDGED}}{{/JUDGED}}{{#COMPARED}} {{COMPARED}}{{/COMPARED}}{{#EXPLANATION}} {{EXPLANATION}}{{/EXPLANATION}}</p>
{{#AGAINST}}
<p>{{AGAINST}}</p>
{{/AGAINST}}
{{#ANY_SECTIONS}}
<h2>Release checklist</h2>
<table data-part="checklist"></table>
{{/ANY_SECTIONS}}
{{#ANY_NOTES}}
<h2>Notes</h2>
<ul>
{{#NOTES}}
<li><b>{{LEVEL}}:</b> {{#ID}}<code>{{ID}}</code>: {{/ID}}{{TEXT}}{{#ADVICE}} {{ADVICE}}{{/ADVICE}}</li>
{{/NOTES}}
</ul>
{{/ANY_NOTES}}
{{#ANY_STEPS}}
<h2>Next steps</h2>
{{#STEPS}}
<p>{{TEXT}}</p>
{{#COMMAND}}
<pre>{{COMMAND:pre_escape}}</pre>
{{/COMMAND}}
{{/STEPS}}
{{/ANY_STEPS}}
{{#ANY_GROUPS}}
<h2>By group</h2>
<table data-part="groups"></table>
{{#MORE_GROUPS}}
<p class="fine">{{MORE_GROUPS}}</p>
{{/MORE_GROUPS}}
{{/ANY_GROUPS}}
{{#ANY_TARGETS}}
<h1>Targets</h1>
<p>Budgets and claims, what is not green first.</p>
<table data-part="targets"></table>
{{#MORE_TARGETS}}
<p class="fine">{{MORE_TARGETS}}</p>
{{/MORE_TARGETS}}
{{/ANY_TARGETS}}
{{#ANY_TROUBLES}}
<h1>Needs attention</h1>
{{#TROUBLES}}
<h3>{{ID}}</h3>
<p class="{{TONE}}"><b>{{SIGN}} {{STATUS}}</b>{{#ALLOWED}}, {{ALLOWED}}{{/ALLOWED}}{{#LAUNCHES}}, {{LAUNCHES}}{{/LAUNCHES}}</p>
<pre>{{MESSAGE:pre_escape}}</pre>
<dl>
{{#HOLDS_UP}}
<dt>Holds up</dt><dd>{{HOLDS_UP}}</dd>
{{/HOLDS_UP}}
{{#SHARED}}
<dt>Likewise</dt><dd>{{SHARED}}: {{#IDS}}<code>{{ID}}</code> {{/IDS}}{{MORE}}</dd>
{{/SHARED}}
{{#OWNER}}
<dt>Owner</dt><dd>{{OWNER}}</dd>
{{/OWNER}}
{{#COMMAND}}
<dt>Command</dt><dd><code>{{COMMAND}}</code></dd>
{{/COMMAND}}
{{#STEP_COMMANDS}}
<dt>Step {{NAME}}</dt><dd><code>{{VALUE}}</code></dd>
{{/STEP_COMMANDS}}
{{#FOLDER}}
<dt>In folder</dt><dd><code>{{FOLDER}}</code></dd>
{{/FOLDER}}
{{#VERIFY}}
<dt>To verify</dt><dd><code>{{VERIFY}}</code></dd>
{{/VERIFY}}
</dl>
{{/TROUBLES}}
{{#MORE_TROUBLES}}
<p>{{MORE_TROUBLES}}</p>
{{/MORE_TROUBLES}}
{{/ANY_TROUBLES}}
{{#ANY_OVERALL}}
<h1>Changes</h1>
{{#MACHINE_SHIFT}}
<p class="warn"><b>Warning.</b> {{MACHINE_SHIFT}}</p>
{{/MACHINE_SHIFT}}
{{#MEAN_CHANGE}}
<p>{{MEAN_CHANGE}}</p>
{{/MEAN_CHANGE}}
<figure data-part="changes"></figure>
{{#VERDICTS}}
<h2>{{HEADING}}</h2>
<p>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>. {{/ONE_METRIC}}{{INTRODUCTION}}</p>
<table data-part="{{ANCHOR}}"></table>
{{#MORE}}
<p class="fine">{{MORE}}</p>
{{/MORE}}
{{/VERDICTS}}
{{/ANY_OVERALL}}
{{#HAS_OVERVIEW}}
<h1>At a glance</h1>
<figure data-part="overview"></figure>
{{/HAS_OVERVIEW}}
{{#COMPARISONS}}
<h1>{{HEADING}}</h1>
<p>{{INTRODUCTION}}</p>
<figure data-part="{{ANCHOR}}"></figure>
<p>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>. {{/ONE_METRIC}}The largest change comes first. Slower, faster, more and less stand where the data tell a change from chance.</p>
<table data-part="{{ANCHOR}}"></table>
{{#MORE}}
<p class="fine">{{MORE}}</p>
{{/MORE}}
{{/COMPARISONS}}
{{#HAS_FIGURES}}
<h1>Cases in detail</h1>
<p>The most notable cases first: those that need attention, then those with remarks, then the suite’s order.</p>
<figure data-part="cases"></figure>
{{/HAS_FIGURES}}
{{#HAS_ROWS}}
<h1>All cases</h1>
<p>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>, in the unit of their row. {{/ONE_METRIC}}{{#HAS_MANY_METRICS}}All numbers are in the unit of their row. {{/HAS_MANY_METRICS}}Cases that need attention come first.</p>
<table data-part="cases"></table>
{{#MORE_CASES}}
<p class="fine">{{MORE_CASES}}</p>
{{/MORE_CASES}}
{{/HAS_ROWS}}
{{#NO_TRENDS_HEADING}}
{{#TRENDS_SUMMARY}}
<p class="fine">{{TRENDS_SUMMARY}}</p>
{{/TRENDS_SUMMARY}}
{{/NO_TRENDS_HEADING}}
{{#HAS_OTHERS}}
<h1>Everything else that was measured</h1>
<p>Medians of the metrics that are recorded and not judged.</p>
<table data-part="others"></table>
{{#MORE_OTHERS}}
<p class="fine">{{MORE_OTHERS}}</p>
{{/MORE_OTHERS}}
{{/HAS_OTHERS}}
{{#ANY_REMARK_LIST}}
<h1>What the remarks mean</h1>
<dl>
{{#REMARK_LIST}}
<dt>{{WORD}}</dt><dd>{{SENTENCE}}{{#ADVICE}} {{ADVICE}}{{/ADVICE}} ({{COUNT}})</dd>
{{/REMARK_LIST}}
</dl>
{{/ANY_REMARK_LIST}}
{{#ANY_SCALINGS}}
<h1>Scaling</h1>
<p>How metrics grow with a parameter. The exponent is the slope in logarithms, with its 95 % interval; the class is the curve that fits best.</p>
<table data-part="scaling"></table>
<figure data-part="scaling"></figure>
{{#MORE_SCALINGS}}
<p class="fine">{{MORE_SCALINGS}}</p>
{{/MORE_SCALINGS}}
{{/ANY_SCALINGS}}
{{#ANY_CONCURRENCIES}}
<h1>Concurrency</h1>
<table data-part="concurrency"></table>
<figure data-part="concurrency"></figure>
{{/ANY_CONCURRENCIES}}
{{#ANY_GROWTHS}}
<h1>Memory that grows</h1>
<p>Growth is confirmed when more than half of the launches show it, and at least two.</p>
<dl>
{{#GROWTHS}}
<dt>{{ID}}</dt><dd class="{{TONE}}">{{SIGN}} {{STATUS}}: {{METRIC}}, {{KIND}}, {{TOTAL}} in all, {{LAUNCHES}} launches</dd>
{{/GROWTHS}}
</dl>
{{/ANY_GROWTHS}}
{{#TRENDS_HEADING}}
<h1>{{TRENDS_HEADING}}</h1>
<p>{{TRENDS_SUMMARY}}</p>
{{#HAS_TRENDS}}
<table data-part="trends"></table>
{{#MORE_TRENDS}}
<p class="fine">{{MORE_TRENDS}}</p>
{{/MORE_TRENDS}}
<figure data-part="histories"></figure>
{{/HAS_TRENDS}}
{{#HAS_ACKNOWLEDGED}}
<h2>Acknowledged</h2>
<p>Known and accepted: no alarm.</p>
<table data-part="acknowledged"></table>
{{/HAS_ACKNOWLEDGED}}
{{#ANY_DRIFTS}}
<h2>Creeping, or between two levels</h2>
<dl>
{{#DRIFTS}}
<dt>{{ID}}</dt><dd class="{{TONE}}">{{SIGN}} {{SEEN}}: {{METRIC}}. {{TEXT}}</dd>
{{/DRIFTS}}
</dl>
{{/ANY_DRIFTS}}
{{/TRENDS_HEADING}}
{{#ANY_MOVED}}
<h1>Added and removed cases</h1>
{{#MOVED}}
<h2>{{HEADING}}</h2>
<p>{{INTRODUCTION}}</p>
<ul>
{{#IDS}}
<li><code>{{ID}}</code></li>
{{/IDS}}
{{#MORE}}
<li>{{MORE}}</li>
{{/MORE}}
</ul>
{{/MOVED}}
{{/ANY_MOVED}}
<h1>Machine and environment</h1>
{{#NO_MACHINE}}{{#NO_ENVIRONMENT}}
<p>Nothing is known about the machine.</p>
{{/NO_ENVIRONMENT}}{{/NO_MACHINE}}
{{#ANY_MACHINE}}
<h2>Machine</h2>
<dl>
{{#MACHINE}}
<dt>{{NAME}}</dt><dd>{{VALUE}}</dd>
{{/MACHINE}}
</dl>
{{/ANY_MACHINE}}
{{#ANY_ENVIRONMENT}}
<h2>Environment</h2>
<dl>
{{#ENVIRONMENT}}
<dt>{{NAME}}</dt><dd>{{VALUE}}</dd>
{{/ENVIRONMENT}}
</dl>
{{/ANY_ENVIRONMENT}}
{{#ANY_DIFFERENCES}}
<h2>What differs from the baseline’s</h2>
<dl>
{{#DIFFERENCES}}
<dt>{{NAME}}</dt><dd>{{BASE}} there, {{HERE}} here</dd>
{{/DIFFERENCES}}
</dl>
{{/ANY_DIFFERENCES}}
{{#CONDITIONS}}
<h2>During the run</h2>
<figure data-part="conditions"></figure>
{{/CONDITIONS}}
<h1>How to reproduce</h1>
{{#DIRTY}}
<p class="warn"><b>Warning.</b> {{DIRTY}}</p>
{{/DIRTY}}
{{#NO_COMMANDS}}
<p>The run does not say by which command it was made.</p>
{{/NO_COMMANDS}}
{{#COMMANDS}}
<pre>{{TEXT:pre_escape}}</pre>
{{/COMMANDS}}
{{#SUITE_TEXT}}
<h2>The suite, as it was read</h2>
<pre>{{SUITE_TEXT:pre_escape}}</pre>
{{/SUITE_TEXT}}
<h1>Method</h1>
<dl>
{{#METHODS}}
<dt>{{NAME}}</dt><dd>{{VALUE}}</dd>
{{/METHODS}}
</dl>
<h1>Appendix</h1>
{{#HAS_LONG_IDS}}
<h2>Long ids</h2>
<p>Ids that are cut in the tables.</p>
<table data-part="long-ids"></table>
{{/HAS_LONG_IDS}}
<h2>Checksums and tools</h2>
<dl>
{{#SHA256}}
<dt>Run file, SHA-256</dt><dd><code>{{SHA256}}</code></dd>
{{/SHA256}}
{{#SUITE_SHA256}}
<dt>Suite, SHA-256</dt><dd><code>{{SUITE_SHA256}}</code></dd>
{{/SUITE_SHA256}}
{{#TOOL}}
<dt>Collected by</dt><dd>{{TOOL}}</dd>
{{/TOOL}}
<dt>Report made by</dt><dd>{{REPORT_TOOL}}</dd>
</dl>
