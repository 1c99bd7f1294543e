import { createHash } from 'node:crypto';

/** The look of the first page: pine, paper and clay, large type, no shadows. */
export const STYLE = `
:root{--pine:#1d4b3a;--pine2:#2c6650;--leaf:#dfeadf;--paper:#f7f4ec;--line:#d9d6cc;--clay:#a4501f;--claysoft:#f8e7dc;
--ink:#16261f;--muted:#4a5a53;--link:#0b5a52}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:400 18px/1.5 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",
"Helvetica Neue",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:3px}
a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid #ffdd00;outline-offset:2px;
box-shadow:0 0 0 5px var(--ink)}
.skip{position:absolute;left:-9999px}.skip:focus{left:16px;top:10px;background:#fff;color:var(--ink);padding:8px 12px;z-index:1}
.in{max-width:1140px;margin:0 auto;padding:0 30px}
header{background:var(--pine);color:#fff}
header .in{display:flex;align-items:center;gap:12px}
.mark{font-weight:700;font-size:22px;letter-spacing:-.01em}
.when{margin-left:auto;color:#d9e8df;font-size:16px;text-align:right}.when b{color:#fff;font-weight:600}
main.in{padding-top:38px;padding-bottom:60px}
h1{font-size:38px;line-height:1.15;letter-spacing:-.015em;margin:0 0 8px;font-weight:700}
h2{font-size:25px;line-height:1.25;letter-spacing:-.008em;margin:44px 0 8px;font-weight:650}
h3{font-size:19px;margin:0;font-weight:650}
.lede{color:var(--muted);font-size:20px;margin:0 0 30px;max-width:44em}
.note{color:var(--muted);margin:0 0 18px;max-width:44em}
.facts{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));margin:0;border:1px solid var(--line);border-radius:10px;
overflow:hidden}
.facts div{padding:16px 20px;border-left:1px solid var(--line)}.facts div:first-child{border-left:0}
.facts dt{color:var(--muted);font-size:16px}
.facts dd{margin:2px 0 0;font-size:20px;font-weight:650;line-height:1.3;overflow-wrap:anywhere}
.facts small{display:block;font-size:15px;font-weight:400;color:var(--muted);margin-top:4px;line-height:1.4}
.facts .late dd{color:var(--clay)}
.card{border:1px solid var(--line);border-radius:10px;padding:20px 22px;min-width:0}
.card.paper{background:var(--paper);border-color:#e6e2d6}
.card p{margin:4px 0 12px;color:var(--muted)}.card>:last-child{margin-bottom:0}
.three{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:18px}
pre{margin:0;padding:12px 14px;background:var(--paper);border:1px solid #e6e2d6;border-radius:8px;overflow-x:auto;
font:15px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;
-webkit-user-select:all;user-select:all}
.card.paper pre{background:#fff}
pre+p,.card pre+pre{margin-top:12px}
header .in{padding-top:12px;padding-bottom:12px}
.groups{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px 18px;align-items:start}
details{border:1px solid var(--line);border-radius:10px;overflow:hidden}
details[open]{grid-column:1/-1}
summary{display:flex;align-items:baseline;gap:12px;padding:14px 20px;cursor:pointer;list-style:none;font-weight:650;
font-size:19px}
summary::-webkit-details-marker{display:none}
summary::before{content:"";width:9px;height:9px;border:solid var(--pine2);border-width:0 2.5px 2.5px 0;flex:none;
transform:rotate(-45deg) translate(-2px,-1px)}
details[open] summary::before{transform:rotate(45deg) translate(-2px,-2px)}
summary:hover{background:var(--paper)}
summary .n{margin-left:auto;color:var(--muted);font-weight:400;font-size:16px;white-space:nowrap}
.ops{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
.ops li{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.1fr);gap:4px 20px;padding:10px 20px;
border-bottom:1px solid #ece9df;font-size:17px}
.ops li:last-child{border-bottom:0}
.ops code{font:15px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--muted);overflow-wrap:anywhere}
.ops code b{color:var(--pine);font-weight:650}
footer{border-top:1px solid var(--line);background:var(--paper);color:var(--muted);font-size:16px;padding:22px 0 44px}
footer a{margin-right:18px;white-space:nowrap}
@media (max-width:800px){.in{padding:0 16px}.three{grid-template-columns:minmax(0,1fr)}
.facts{grid-template-columns:repeat(2,minmax(0,1fr))}.facts div{padding:14px 16px}.facts div:nth-child(3){border-left:0}
.facts div:nth-child(n+3){border-top:1px solid var(--line)}.facts dd{font-size:18px}
header .in{padding-top:10px;padding-bottom:10px}.groups{grid-template-columns:minmax(0,1fr)}h1{font-size:30px}h2{font-size:22px;margin-top:34px}.lede{font-size:18px}main.in{padding-top:26px}
.ops li{grid-template-columns:minmax(0,1fr)}.when{font-size:15px;line-height:1.3}.card{padding:16px}}
@media print{header{color:var(--ink);background:none}.skip,footer{display:none}}
`;

/** For the content security policy: this style sheet and no other. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
