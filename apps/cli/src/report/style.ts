// The report's style sheet.

/** Colors of the light page, by the names of their variables. */
export const lightColors: Readonly<Record<string, string>> = {
  '--ink': '#1c2430',
  '--muted': '#5c6877',
  '--line': '#d9dee5',
  '--paper': '#fbfaf7',
  '--card': '#ffffff',
  '--batch-norm': '#0072b2',
  '--plain': '#c04f00',
};

const light = Object.entries(lightColors)
  .map(([name, color]) => `${name}: ${color};`)
  .join(' ');

export const style = `
:root {
  color-scheme: light dark;
  ${light}
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ebef; --muted: #9ba7b5; --line: #303a47; --paper: #12171e; --card: #1a212b;
    --batch-norm: #5ab4e8; --plain: #f08a45;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2.25rem 1.5rem 4rem; }
.mark { margin: 0; color: var(--muted); letter-spacing: .04em; font-size: .85rem; }
h1 { margin: .25rem 0 .75rem; font-size: clamp(1.5rem, 3.2vw, 2.1rem); line-height: 1.2; font-weight: 650; text-wrap: balance; }
h2 { margin: 1.25rem 0 .75rem; font-size: 1.1rem; }
.lead { max-width: 46rem; margin: 0; color: var(--muted); }
.findings { max-width: 60rem; margin: 0; padding-left: 1.1rem; }
.findings li { margin: .35rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.legend i { display: inline-block; width: 1.4rem; height: .25rem; margin-right: .5rem; border-radius: 2px; vertical-align: middle; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.25rem; margin-top: 1.5rem; }
.pair > figure { align-self: start; }
.pair > figure:only-child { max-width: 38rem; }
figure { margin: 0; padding: 1.1rem 1.1rem .8rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: .5rem; color: var(--muted); font-size: .85rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--muted); font-size: .85rem; }
thead th[colspan] { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; font-size: .95rem; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.option { white-space: nowrap; }
`;
