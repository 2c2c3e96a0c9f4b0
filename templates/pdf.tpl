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
  figure cases     samples of the most notable cases
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
<p class="lead">{{SUMMARY}}{{#EXPLANATION}} {{EXPLANATION}}{{/EXPLANATION}}</p>
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
<p>{{SUMMARY}}{{#EXPLANATION}} {{EXPLANATION}}{{/EXPLANATION}}</p>
{{#CARRIED}}
<p class="fine">{{CARRIED}}</p>
{{/CARRIED}}
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
{{#ANY_TROUBLES}}
<h1>Needs attention</h1>
{{#TROUBLES}}
<h3>{{ID}}</h3>
<p class="{{TONE}}"><b>{{SIGN}} {{STATUS}}</b>{{#ALLOWED}}, {{ALLOWED}}{{/ALLOWED}}{{#LAUNCHES}}, {{LAUNCHES}}{{/LAUNCHES}}</p>
<pre>{{MESSAGE:pre_escape}}</pre>
<dl>
{{#OWNER}}
<dt>Owner</dt><dd>{{OWNER}}</dd>
{{/OWNER}}
{{#COMMAND}}
<dt>Command</dt><dd><code>{{COMMAND}}</code></dd>
{{/COMMAND}}
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
{{#HAS_OVERVIEW}}
<h1>At a glance</h1>
<figure data-part="overview"></figure>
{{/HAS_OVERVIEW}}
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
