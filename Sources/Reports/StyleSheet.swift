/// How a report looks: quiet, on paper and on a screen, by day and by night.
enum StyleSheet {
  static let text = """
    :root {
      color-scheme: light dark;
      --paper: #fdfcfa; --ink: #22211f; --soft: #6a665f; --rule: #e3ded5; --wash: #f4f1ea;
      --accent: #1d5c6b; --bar: #9fc0c6; --band: #1d5c6b; --model: #b4532a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #17181a; --ink: #e9e5dd; --soft: #a09a90; --rule: #34353a; --wash: #202226;
        --accent: #86c5d2; --bar: #3d6a75; --band: #a9dbe5; --model: #f0a27c;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 17px; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
      line-height: 1.55; text-rendering: optimizeLegibility; hanging-punctuation: first;
    }
    header, main, footer { max-width: 43rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 4.5rem; }
    h1 { font-size: 2.3rem; line-height: 1.15; margin: 0 0 .6rem; font-weight: 600; text-wrap: balance; }
    h2 { font-size: 1.45rem; line-height: 1.25; margin: 3.6rem 0 .8rem; font-weight: 600; }
    h3 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; font-weight: 600; }
    p, ul { margin: .7rem 0; max-width: 38rem; }
    ul { padding-left: 1.1rem; }
    li { margin: .3rem 0; }
    .lead { font-size: 1.22rem; line-height: 1.45; }
    .eyebrow, .aside, nav, table, figcaption, dl, pre, summary, svg text, .leak {
      font-family: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    .eyebrow { color: var(--accent); font-size: .8rem; letter-spacing: .02em; margin: 0 0 .7rem; }
    .name { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .86em; overflow-wrap: anywhere; }
    .aside { color: var(--soft); font-size: .78rem; }
    .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.2rem; }
    nav { font-size: .82rem; margin: 2.2rem 0 0; border-block: 1px solid var(--rule); padding: .65rem 0; }
    nav a { margin-right: 1.3rem; white-space: nowrap; display: inline-block; }
    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
    a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.2rem 2rem; margin: 1.8rem 0 .6rem; }
    .tiles div { border-top: 2px solid var(--accent); padding-top: .5rem; display: flex; flex-direction: column; }
    .tiles dt { color: var(--soft); font-size: .76rem; line-height: 1.35; order: 2; }
    .tiles dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: lining-nums tabular-nums; }
    .tiles small { display: block; font-size: .95rem; color: var(--soft); }
    .leak { font-size: .66rem; font-weight: 600; color: var(--soft); border: 1px solid var(--rule); border-radius: 3px; padding: 0 .28rem; text-decoration: none; cursor: help; vertical-align: .12em; }
    .legend div { display: flex; gap: .8rem; margin: .3rem 0; font-size: .82rem; }
    .legend dd { margin: 0; }
    .scroll { overflow-x: auto; margin: 1.3rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .8rem; line-height: 1.4; font-variant-numeric: lining-nums tabular-nums; }
    caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
    th { font-weight: 600; text-align: left; vertical-align: bottom; border-bottom: 1px solid var(--ink); }
    th, td { padding: .34rem .9rem .34rem 0; }
    td { border-bottom: 1px solid var(--rule); vertical-align: baseline; }
    th:last-child, td:last-child { padding-right: 0; }
    td .name { overflow-wrap: normal; white-space: nowrap; }
    .number { text-align: right; white-space: nowrap; }
    .figure { display: inline-block; min-width: 3.6em; }
    .spark { width: 48px; height: 8px; margin-left: .55rem; }
    figure { margin: 1.6rem 0; }
    figcaption { font-size: .82rem; margin: .35rem 0; }
    .budget figcaption { color: var(--soft); }
    .column { border-top: 1px solid var(--rule); padding-top: .7rem; margin: 1.5rem 0 2.1rem; break-inside: avoid; }
    .column .name { font-size: .95rem; font-weight: 600; margin-right: .5rem; }
    svg { display: block; width: 100%; height: auto; }
    svg.spark { display: inline-block; width: 48px; }
    svg text { font-size: 12px; fill: var(--ink); font-variant-numeric: lining-nums tabular-nums; }
    svg .label { text-anchor: end; fill: var(--soft); }
    svg .value { text-anchor: end; }
    svg .tick { fill: var(--soft); }
    svg .track { fill: var(--rule); }
    svg .spent { fill: var(--bar); }
    svg .own { fill: var(--accent); }
    svg .count { fill: var(--bar); }
    svg .guess { fill: none; stroke: var(--bar); stroke-dasharray: 3 2; }
    svg .band { fill: var(--band); opacity: .42; }
    svg .axis { stroke: var(--soft); }
    svg .grid { stroke: var(--rule); }
    svg .model { stroke: var(--model); stroke-width: 2; fill: none; }
    svg path.model { stroke-width: 1.4; }
    details { font-size: .8rem; margin-top: .4rem; }
    summary { color: var(--soft); cursor: pointer; font-size: .78rem; }
    pre { background: var(--wash); padding: .9rem 1.1rem; overflow-x: auto; font-size: .74rem; line-height: 1.5; border-radius: 3px; }
    pre code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
    footer { color: var(--soft); font-size: .82rem; margin: 4.5rem auto 3.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
    @media (max-width: 34rem) { .columns { grid-template-columns: 1fr; } header { padding-top: 2.2rem; } h1 { font-size: 1.8rem; } }
    @media print {
      html { font-size: 10.5pt; }
      :root { --paper: #fff; --ink: #000; --wash: #f5f5f5; }
      nav, summary { display: none; }
      header, main, footer { max-width: none; padding: 0; }
      h2, h3 { break-after: avoid; }
      pre, tr { break-inside: avoid; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      .scroll { overflow: visible; }
    }
    """
}
