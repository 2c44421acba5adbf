import { AftertaskProvider, TaskFeedback } from "@aftertask/react";
import { useState } from "react";
import { CaseCard } from "./case-card.js";
import { lang, say } from "./language.js";
import { touchpoints } from "./touchpoints.js";

const people = { ana: "Ana", ben: "Ben", chloe: "Chloé", dev: "Dev", eva: "Eva" };
const languages = { en: "English", fr: "Français", cs: "Čeština" };

export function App() {
  const [person, setPerson] = useState("ana");
  return (
    <AftertaskProvider
      options={{
        endpoint: "/v1/ratings",
        key: "pk_intranet",
        touchpoints,
        person,
        audience: "supplier",
        locale: lang,
        fatigue: "off", // For the demonstration: the same person may be asked again at once.
      }}
    >
      <header>
        <p className="tool">{say.title}</p>
        <div className="who" role="radiogroup" aria-label={say.youAre}>
          <span aria-hidden="true">{say.youAre}</span>
          {Object.entries(people).map(([id, name]) => (
            <label key={id}>
              <input type="radio" name="person" checked={id === person} onChange={() => setPerson(id)} />
              {name}
            </label>
          ))}
        </div>
      </header>

      {/* What is closed is closed for one person: another one starts with a fresh list. */}
      <main key={person}>
        <h1>{say.heading}</h1>
        <p>{say.intro}</p>
        <ul>
          <CaseCard id="PRO-0771" title="onboarding" done="onboardingDone">
            {(finished) => (
              <TaskFeedback
                touchpoint="procurement.supplier-onboarding"
                provider="procurement"
                context={{ country: "abroad" }}
                layout="inline"
                className="feedback"
                {...finished}
              />
            )}
          </CaseCard>
          <CaseCard id="INV-2291" title="invoice" done="invoiceDone">
            {(finished) => (
              <TaskFeedback
                touchpoint="finance.invoice-payment"
                provider="accounts-payable"
                layout="inline"
                className="feedback"
                {...finished}
              />
            )}
          </CaseCard>
          <CaseCard id="IT-2230" title="access" done="accessDone">
            {(finished) => <TaskFeedback touchpoint="it.access-request" provider="workplace-it" {...finished} />}
          </CaseCard>
        </ul>
      </main>

      <footer>
        <nav aria-label={say.language}>
          {Object.entries(languages).map(([code, name]) => (
            <a key={code} href={`?lang=${code}`} hrefLang={code} lang={code} aria-current={code === lang || undefined}>
              {name}
            </a>
          ))}
        </nav>
        <nav aria-label={say.tools}>
          <a href={`/?lang=${lang}`}>{say.requests}</a>
          <a href={`/examples/npm-app/?lang=${lang}`}>{say.desk}</a>
          <a href="/report">{say.report}</a>
        </nav>
      </footer>
    </AftertaskProvider>
  );
}
