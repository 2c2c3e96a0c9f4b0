{{%AUTOESCAPE context="HTML"}}
<div class="box changes points tight fold" role="group" aria-label="{{TABLE_LABEL}}" tabindex="0">
<table>
<caption><span>{{TABLE_CAPTION}}</span></caption>
<thead>
<tr>{{#HAS_CASES}}<th scope="col">Case</th><th scope="col">Metric</th>{{/HAS_CASES}}<th scope="col">Seen</th><th scope="col" class="n">Change, 95 %</th><th scope="col" class="n">Before</th><th scope="col" class="n">After</th><th scope="col">Last before .. first after</th>{{#HAS_REASONS}}<th scope="col">Why it is accepted</th>{{/HAS_REASONS}}{{#HAS_CASES}}<th scope="col" class="trace">History</th>{{/HAS_CASES}}</tr>
</thead>
<tbody>
{{#POINTS}}
<tr class="{{TONE}}">{{#HAS_CASES}}<th scope="row">{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}</th><td>{{METRIC}}</td><td class="seen">{{/HAS_CASES}}{{#NO_HAS_CASES}}<th scope="row" class="seen">{{/NO_HAS_CASES}}<span class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{SEEN}}</span>{{#HAS_CASES}}</td>{{/HAS_CASES}}{{#NO_HAS_CASES}}</th>{{/NO_HAS_CASES}}<td class="n main"{{#CHANGE_EXACT}} data-value="{{CHANGE_EXACT}}"{{/CHANGE_EXACT}}>{{CHANGE}}</td><td class="n">{{BEFORE}}</td><td class="n">{{AFTER}}</td><td class="commits">{{#LAST_URL}}<a href="{{LAST_URL}}">{{/LAST_URL}}<code>{{LAST}}</code>{{#LAST_URL}}</a>{{/LAST_URL}} .. {{#FIRST_URL}}<a href="{{FIRST_URL}}">{{/FIRST_URL}}<code>{{FIRST}}</code>{{#FIRST_URL}}</a>{{/FIRST_URL}}{{#DATE}}<small>{{DATE}}{{#RANGE}}, {{RANGE}}{{/RANGE}}</small>{{/DATE}}{{#NO_DATE}}{{#RANGE}}<small>{{RANGE}}</small>{{/RANGE}}{{/NO_DATE}}</td>{{#HAS_REASONS}}<td class="said">{{#REASON}}{{REASON}}{{#LINK}} <a href="{{LINK}}">link</a>{{/LINK}}{{/REASON}}{{#NO_REASON}}–{{/NO_REASON}}</td>{{/HAS_REASONS}}{{#HAS_CASES}}<td class="trace">{{SPARK:none}}</td>{{/HAS_CASES}}</tr>
{{/POINTS}}
</tbody>
</table>
</div>
