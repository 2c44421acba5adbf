import { type Host, sheet } from "./host.js";

/** Design systems as they come from their packages, each with some of its own markup. */
export const SYSTEMS: readonly Host[] = [
  {
    name: "Bootstrap",
    head: sheet("bootstrap/dist/css/bootstrap.min.css"),
    html: 'data-bs-theme="dark"',
    body: `<nav class="navbar bg-primary"><a class="navbar-brand" href="#">Intranet</a></nav>
      <main class="container fs-1 fw-bold lh-1 text-uppercase"><button class="btn btn-danger btn-lg">Close case</button></main>`,
  },
  {
    name: "Tailwind with its preflight",
    head: '<link rel=stylesheet href="/tailwind.css">',
    bodyAttributes: 'class="text-2xl leading-loose tracking-widest font-serif italic antialiased uppercase"',
    body: '<main class="m-8 p-4 shadow-lg rotate-3"><button class="rounded bg-sky-600 px-4">Close case</button></main>',
  },
  {
    name: "Bulma",
    head: sheet("bulma/css/bulma.min.css"),
    html: 'class="theme-dark has-navbar-fixed-top"',
    body: '<section class="section"><h1 class="title">Cases</h1><button class="button is-primary">Close case</button></section>',
  },
  {
    name: "Foundation",
    head: sheet("foundation-sites/dist/css/foundation.min.css"),
    body: '<div class="grid-container"><div class="callout alert"><button class="button large">Close case</button></div></div>',
  },
  {
    name: "Materialize",
    head: sheet("materialize-css/dist/css/materialize.min.css"),
    body: `<nav><div class="nav-wrapper">Intranet</div></nav><div class="card-panel teal"><label><input type="radio" name="r"><span>One</span></label>
      <select class="browser-default"><option>1</option></select><textarea class="materialize-textarea"></textarea></div>`,
  },
  {
    name: "Semantic UI",
    head: sheet("semantic-ui-css/semantic.min.css"),
    bodyAttributes: 'class="pushable"',
    body: '<div class="ui inverted segment"><button class="ui huge primary button">Close case</button></div>',
  },
  {
    name: "Salesforce Lightning",
    head: sheet("@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css"),
    bodyAttributes: 'class="slds-scope slds-text-heading_large"',
    body: '<article class="slds-card"><h2 class="slds-card__header">Cases</h2><button class="slds-button slds-button_brand">Close case</button></article>',
  },
  {
    name: "IBM Carbon",
    head: sheet("@carbon/styles/css/styles.min.css"),
    bodyAttributes: 'class="cds--g100 cds--body"',
    body: '<div class="cds--grid"><button class="cds--btn cds--btn--primary">Close case</button></div>',
  },
  {
    name: "Fluent, as web components",
    head: `<script type=module>
      import { setTheme } from "/systems/@fluentui/web-components/dist/web-components.min.js";
      setTheme({ fontFamilyBase: "Georgia", fontSizeBase300: "30px", colorNeutralForeground1: "#f0f", spacingHorizontalM: "40px", borderRadiusMedium: "0" });
    </script>`,
    body: '<fluent-button appearance="primary">Close case</fluent-button><fluent-text size="900">Cases</fluent-text>',
  },
  {
    name: "Fluent UI Core",
    head: sheet("office-ui-fabric-core/dist/css/fabric.min.css"),
    bodyAttributes: 'class="ms-Fabric ms-font-su"',
    body: '<div class="ms-Grid"><span class="ms-fontWeight-bold">Cases</span></div>',
  },
  {
    name: "GOV.UK",
    head: sheet("govuk-frontend/dist/govuk/govuk-frontend.min.css"),
    html: 'class="govuk-template govuk-template--rebranded"',
    bodyAttributes: 'class="govuk-template__body govuk-body-l govuk-frontend-supported"',
    body: '<main class="govuk-main-wrapper"><h1 class="govuk-heading-xl">Cases</h1><button class="govuk-button">Close case</button></main>',
  },
  {
    name: "USWDS",
    head: sheet("@uswds/uswds/dist/css/uswds.min.css"),
    bodyAttributes: 'class="usa-prose font-serif-3xl text-italic"',
    body: '<section class="usa-section"><button class="usa-button usa-button--big">Close case</button></section>',
  },
  {
    name: "Material",
    head: sheet("material-components-web/dist/material-components-web.min.css"),
    bodyAttributes: 'class="mdc-typography mdc-typography--headline3"',
    body: '<button class="mdc-button mdc-button--raised"><span class="mdc-button__label">Close case</span></button>',
  },
  {
    name: "Pico",
    head: sheet("@picocss/pico/css/pico.min.css"),
    html: 'data-theme="dark"',
    body: '<main class="container"><fieldset><label><input type="radio" name="r">One</label></fieldset><button>Close case</button></main>',
  },
  {
    name: "normalize.css",
    head: sheet("normalize.css/normalize.css"),
    body: "<h1>Cases</h1><button>Close case</button>",
  },
];
