{{%AUTOESCAPE context="HTML"}}
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{{STYLE_HASH:none}}'; script-src '{{SCRIPT_HASH:none}}' '{{TABLE_SCRIPT_HASH:none}}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>{{STYLE:none}}</style>
