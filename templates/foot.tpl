{{%AUTOESCAPE context="HTML"}}
<script>{{SCRIPT:none}}</script>
