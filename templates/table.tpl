{{%AUTOESCAPE context="HTML"}}
{{#RANGE}}
<nav class="pages" aria-label="Pages of cases, above the table">
{{#PREVIOUS}}<a href="{{PREVIOUS}}" rel="prev">← Previous</a>{{/PREVIOUS}}
<span>Cases {{RANGE}}</span>
{{#NEXT}}<a href="{{NEXT}}" rel="next">Next →</a>{{/NEXT}}
</nav>
{{/RANGE}}
{{#NO_ROWS}}
<p>There are none.</p>
{{/NO_ROWS}}
{{#ANY_ROWS}}
<section class="box" aria-labelledby="table-caption" tabindex="0">
<table>
<caption id="table-caption"><span>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>, in the unit of their row. {{/ONE_METRIC}}{{#HAS_MANY_METRICS}}All numbers are in the unit of their row. {{/HAS_MANY_METRICS}}Cases that need attention come first.</span></caption>
<thead>
<tr><th scope="col">Case</th>{{#HAS_MANY_METRICS}}<th scope="col">Metric</th>{{/HAS_MANY_METRICS}}<th scope="col">Status</th><th scope="col" class="n">Median</th><th scope="col" class="n">95 % interval</th><th scope="col">Unit</th><th scope="col" class="n">Spread</th><th scope="col" class="n">Min</th><th scope="col" class="n">p95</th><th scope="col" class="n">Max</th><th scope="col" class="n">Samples</th><th scope="col" class="n">Launches</th><th scope="col" class="n">Max RSS</th></tr>
</thead>
<tbody>
{{#ROWS}}
<tr class="{{TONE}}"><th scope="row"><code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code></th>{{#HAS_MANY_METRICS}}<td>{{METRIC}}</td>{{/HAS_MANY_METRICS}}<td class="status"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</span>{{#REMARKS}}<small>{{REMARKS}}</small>{{/REMARKS}}{{#WHOLE_ID}}<details><summary>whole id</summary><code>{{WHOLE_ID}}</code></details>{{/WHOLE_ID}}</td>
{{#MEDIAN}}
<td class="n main"><span class="{{MEDIAN_SHIFT}}">{{MEDIAN}}</span></td><td class="n">{{#INTERVAL}}<span class="{{INTERVAL_SHIFT}}">{{INTERVAL}}</span>{{/INTERVAL}}{{#NO_INTERVAL}}–{{/NO_INTERVAL}}</td><td>{{UNIT}}</td><td class="n">{{#SPREAD}}{{SPREAD}}{{/SPREAD}}{{#NO_SPREAD}}–{{/NO_SPREAD}}</td><td class="n"><span class="{{MIN_SHIFT}}">{{MIN}}</span></td><td class="n">{{#P95}}<span class="{{P95_SHIFT}}">{{P95}}</span>{{/P95}}{{#NO_P95}}–{{/NO_P95}}</td><td class="n"><span class="{{MAX_SHIFT}}">{{MAX}}</span></td><td class="n">{{SAMPLES}}</td>
{{/MEDIAN}}
{{#NO_MEDIAN}}
<td colspan="8" class="said"><span>{{#MESSAGE}}{{MESSAGE}}{{/MESSAGE}}{{#NO_MESSAGE}}not measured{{/NO_MESSAGE}}</span></td>
{{/NO_MEDIAN}}
<td class="n">{{#LAUNCHES}}{{LAUNCHES}}{{/LAUNCHES}}{{#NO_LAUNCHES}}–{{/NO_LAUNCHES}}</td><td class="n">{{#RSS}}{{RSS}}{{/RSS}}{{#NO_RSS}}–{{/NO_RSS}}</td></tr>
{{/ROWS}}
</tbody>
</table>
</section>
{{/ANY_ROWS}}
{{#RANGE}}
<nav class="pages" aria-label="Pages of cases, below the table">
{{#PREVIOUS}}<a href="{{PREVIOUS}}" rel="prev">← Previous</a>{{/PREVIOUS}}
<span>Cases {{RANGE}}</span>
{{#NEXT}}<a href="{{NEXT}}" rel="next">Next →</a>{{/NEXT}}
</nav>
{{/RANGE}}
{{#ANY_OTHERS}}
<details>
<summary>Everything else that was measured</summary>
<section class="box" aria-labelledby="others-caption" tabindex="0">
<table>
<caption id="others-caption"><span>Medians of the metrics that are recorded and not judged.</span></caption>
<thead>
<tr><th scope="col">Case</th>{{#OTHER_NAMES}}<th scope="col" class="n"><code>{{TEXT}}</code></th>{{/OTHER_NAMES}}</tr>
</thead>
<tbody>
{{#OTHERS}}
<tr><th scope="row"><code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code></th>{{#CELLS}}<td class="n">{{#TEXT}}{{TEXT}}{{/TEXT}}{{#NO_TEXT}}–{{/NO_TEXT}}</td>{{/CELLS}}</tr>
{{/OTHERS}}
</tbody>
</table>
</section>
</details>
{{/ANY_OTHERS}}
