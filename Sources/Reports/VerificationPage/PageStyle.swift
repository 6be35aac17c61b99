/// What the verification page needs beyond the report's style.
enum PageStyle {
  static let text = """
    :root { --good: #2c6b3c; --bad: #a8281c; --unsure: #7a5b12; }
    @media (prefers-color-scheme: dark) {
      :root { --good: #8fd0a0; --bad: #f2988c; --unsure: #e2c274; }
    }
    fieldset { border: 0; border-top: 1px solid var(--rule); margin: 2rem 0 0; padding: .9rem 0 0; }
    legend { float: left; width: 100%; padding: 0; margin: 0 0 .2rem; font-size: 1.05rem;
      font-weight: 600; }
    fieldset > :not(legend) { clear: both; }
    .field { display: grid; grid-template-columns: 12rem 1fr; gap: .3rem 1rem;
      align-items: baseline; margin: .55rem 0; }
    .field, textarea, input, .verdict, .findings, progress {
      font-family: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans",
        "DejaVu Sans", sans-serif;
      font-size: .85rem;
    }
    .field label { color: var(--soft); }
    input[type=file] { color: var(--ink); max-width: 100%; }
    ::file-selector-button { font: inherit; color: var(--accent); background: var(--wash);
      border: 1px solid var(--rule); border-radius: 3px; padding: .3rem .7rem;
      margin-right: .8rem; cursor: pointer; }
    textarea { width: 100%; color: var(--ink); background: var(--wash); resize: vertical;
      border: 1px solid var(--rule); border-radius: 3px; padding: .5rem .7rem; font-size: .74rem;
      font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
    input:focus-visible, textarea:focus-visible { outline: 2px solid var(--accent);
      outline-offset: 2px; }
    .verdict { border-left: 5px solid var(--unsure); background: var(--wash);
      padding: 1rem 1.3rem; line-height: 1.5; }
    .verdict p { margin: .2rem 0; }
    .verdict .word { font-size: 1.6rem; font-weight: 600; color: var(--unsure); }
    .verdict.verified { border-color: var(--good); }
    .verdict.verified .word { color: var(--good); }
    .verdict.failed { border-color: var(--bad); }
    .verdict.failed .word { color: var(--bad); }
    .tiles dt small { font-size: inherit; }
    progress { width: 100%; height: .5rem; accent-color: var(--accent); }
    .findings { list-style: none; padding: 0; max-width: none; }
    .findings li { display: grid; grid-template-columns: 6.2rem 1fr; gap: .8rem;
      border-bottom: 1px solid var(--rule); padding: .38rem 0; margin: 0; line-height: 1.45; }
    .mark { font-weight: 600; }
    .mark.passed { color: var(--good); }
    .mark.failed, .mark.void { color: var(--bad); }
    .mark.open { color: var(--unsure); }
    .mark.noted { color: var(--soft); }
    td .digest, .findings span { overflow-wrap: anywhere; white-space: normal; }
    td .mark, .findings .mark { white-space: nowrap; }
    @media (max-width: 34rem) {
      .field { grid-template-columns: 1fr; }
      .findings li { grid-template-columns: 1fr; gap: 0; }
    }
    @media print {
      form, progress, .lead { display: none; }
      .verdict, .findings li { break-inside: avoid; }
    }
    """
}
