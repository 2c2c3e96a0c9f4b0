{{%AUTOESCAPE context="HTML"}}
{{#ANY_DRIFTS}}
<ul class="notes drifts">
{{#DRIFTS}}
<li class="{{TONE}}"><strong class="tag"><span class="sign" aria-hidden="true">{{SIGN}}</span>{{SEEN}}</strong>
<div><p>{{#PAGE}}<a href="{{PAGE}}">{{/PAGE}}<code>{{#ID_PARTS}}{{TEXT}}<wbr>{{/ID_PARTS}}</code>{{#PAGE}}</a>{{/PAGE}}, {{METRIC}} <span class="trace">{{SPARK:none}}</span></p>
<p>{{TEXT}}</p></div></li>
{{/DRIFTS}}
</ul>
{{/ANY_DRIFTS}}
