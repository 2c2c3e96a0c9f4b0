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
<div class="box" role="group" aria-labelledby="table-caption" tabindex="0">
<table class="cases tight fold{{#HAS_MANY_METRICS}}{{#HAS_MOVED}} many{{/HAS_MOVED}}{{/HAS_MANY_METRICS}}"{{#RANGE}} data-range="{{RANGE}}"{{/RANGE}}>
<caption id="table-caption"><span>{{#ONE_METRIC}}All numbers are <b>{{ONE_METRIC}}</b>, in the unit of their row. {{/ONE_METRIC}}{{#HAS_MANY_METRICS}}All numbers are in the unit of their row. {{/HAS_MANY_METRICS}}Cases that need attention come first.</span></caption>
<thead>
<tr><th scope="col">Case</th>{{#HAS_MANY_METRICS}}<th scope="col">Metric</th>{{/HAS_MANY_METRICS}}<th scope="col">Status</th><th scope="col" class="n">Median</th><th scope="col" class="n">95 % interval</th><th scope="col">Unit</th>{{#HAS_MOVED}}<th scope="col" class="n">Change</th><th scope="col">Verdict</th>{{/HAS_MOVED}}{{#HAS_PLOTS}}<th scope="col" class="trace">{{#HAS_PASTS}}History{{/HAS_PASTS}}{{#NO_HAS_PASTS}}In order{{/NO_HAS_PASTS}}</th>{{/HAS_PLOTS}}<th scope="col" class="n">Spread</th><th scope="col" class="n range">Min</th><th scope="col" class="n range">p95</th><th scope="col" class="n range">Max</th><th scope="col" class="n">Samples</th><th scope="col" class="n">Launches</th><th scope="col" class="n">Max RSS</th></tr>
</thead>
<tbody>
{{#ROWS}}
<tr class="{{TONE}}" data-status="{{STATUS}}"{{#GROUP}} data-group="{{GROUP}}"{{/GROUP}}{{#TAGS}} data-tags="{{TAGS}}"{{/TAGS}}><th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th>{{#HAS_MANY_METRICS}}<td>{{METRIC}}</td>{{/HAS_MANY_METRICS}}<td class="status"><span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{STATUS}}</span>{{#REMARKS}}<small>{{REMARKS}}</small>{{/REMARKS}}{{#WHOLE_ID}}<details><summary>whole id</summary><code>{{WHOLE_ID}}</code></details>{{/WHOLE_ID}}</td>
{{#MEDIAN}}
<td class="n main" data-value="{{MEDIAN_EXACT}}"><span class="{{MEDIAN_SHIFT}}">{{MEDIAN}}</span></td>{{#INTERVAL}}<td class="n" data-value="{{INTERVAL_EXACT}}"><span class="{{INTERVAL_SHIFT}}">{{INTERVAL}}</span></td>{{/INTERVAL}}{{#NO_INTERVAL}}<td class="n">–</td>{{/NO_INTERVAL}}<td>{{UNIT}}</td>{{#HAS_MOVED}}{{#MOVED}}<td class="n" data-value="{{MOVED_EXACT}}">{{MOVED}}</td>{{/MOVED}}{{#NO_MOVED}}<td class="n">–</td>{{/NO_MOVED}}<td class="moved">{{#MOVED_WORD}}<span class="tag {{MOVED_TONE}}"><span class="sign" aria-hidden="true">{{MOVED_SIGN}}</span>{{MOVED_WORD}}</span>{{/MOVED_WORD}}{{#NO_MOVED_WORD}}–{{/NO_MOVED_WORD}}</td>{{/HAS_MOVED}}{{#HAS_PLOTS}}<td class="trace">{{SPARK:none}}</td>{{/HAS_PLOTS}}{{#SPREAD}}<td class="n" data-value="{{SPREAD_EXACT}}">{{SPREAD}}</td>{{/SPREAD}}{{#NO_SPREAD}}<td class="n">–</td>{{/NO_SPREAD}}<td class="n range" data-value="{{MIN_EXACT}}"><span class="{{MIN_SHIFT}}">{{MIN}}</span></td>{{#P95}}<td class="n range" data-value="{{P95_EXACT}}"><span class="{{P95_SHIFT}}">{{P95}}</span></td>{{/P95}}{{#NO_P95}}<td class="n range">–</td>{{/NO_P95}}<td class="n range" data-value="{{MAX_EXACT}}"><span class="{{MAX_SHIFT}}">{{MAX}}</span></td><td class="n">{{SAMPLES}}</td>
{{/MEDIAN}}
{{#NO_MEDIAN}}
<td colspan="{{#HAS_MOVED}}{{#HAS_PLOTS}}11{{/HAS_PLOTS}}{{#NO_HAS_PLOTS}}10{{/NO_HAS_PLOTS}}{{/HAS_MOVED}}{{#NO_HAS_MOVED}}{{#HAS_PLOTS}}9{{/HAS_PLOTS}}{{#NO_HAS_PLOTS}}8{{/NO_HAS_PLOTS}}{{/NO_HAS_MOVED}}" class="said"><span>{{#MESSAGE}}{{MESSAGE}}{{/MESSAGE}}{{#NO_MESSAGE}}not measured{{/NO_MESSAGE}}</span></td>
{{/NO_MEDIAN}}
<td class="n">{{#LAUNCHES}}{{LAUNCHES}}{{/LAUNCHES}}{{#NO_LAUNCHES}}–{{/NO_LAUNCHES}}</td>{{#RSS}}<td class="n" data-value="{{RSS_EXACT}}">{{RSS}}</td>{{/RSS}}{{#NO_RSS}}<td class="n">–</td>{{/NO_RSS}}</tr>
{{/ROWS}}
</tbody>
</table>
</div>
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
<div class="box" role="group" aria-labelledby="others-caption" tabindex="0">
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
</div>
</details>
{{/ANY_OTHERS}}
