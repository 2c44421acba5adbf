import type { Report } from "@aftertask/schema/words";
import { Component, createRef } from "preact";
import type { Figures } from "./figures.js";
import { FilterForm } from "./filter-form.js";
import { Heading } from "./heading.js";
import { Notice } from "./notice.js";
import { inOrder, type ReportQuery } from "./query.js";
import { csvAddress, type ReadOutcome } from "./read-report.js";
import { SeriesCard } from "./series-card.js";
import { seriesOf } from "./series.js";
import { TokenForm } from "./token-form.js";
import { announcement, reportInSight, type View, viewOf } from "./view.js";
import type { Words } from "./words/sentences.js";

/** What the page asks of the world. */
export interface ReportPorts {
  read(query: ReportQuery, token: string | null): Promise<ReadOutcome>;
  /** Fetches the CSV with the token and hands it to the reader. `false` when that failed. */
  saveCsv(query: ReportQuery, token: string): Promise<boolean>;
  /** Called with each new choice, so that the address can follow it. */
  chosen(query: ReportQuery): void;
}

export interface ReportPageProps {
  query: ReportQuery;
  words: Words;
  figures: Figures;
  ports: ReportPorts;
}

interface State {
  view: View;
  query: ReportQuery;
  /** Lives here and nowhere else: not in storage, not in the address. */
  token: string | null;
  /** Every touchpoint seen so far, so that a narrow choice does not take the others out of the list. */
  touchpoints: readonly string[];
  csvFailed: boolean;
}

/** The report page: reads once when it appears, and again with every new choice. */
export class ReportPage extends Component<ReportPageProps, State> {
  override state: State = {
    view: { name: "loading", before: null },
    query: this.props.query,
    token: null,
    touchpoints: [],
    csvFailed: false,
  };

  // Readings are numbered: an answer that a later question has overtaken is dropped.
  #turn = 0;
  #main = createRef<HTMLElement>();

  override componentDidMount() {
    void this.#load(this.state.query, null);
  }

  // A button that was pressed to get here is gone now; the keyboard goes on at the report instead of at the page's top.
  override componentDidUpdate(_: ReportPageProps, before: State) {
    const pressed = before.view.name === "token-needed" || before.view.name === "failed";
    if (pressed && this.state.view.name === "loading") this.#main.current?.focus();
  }

  override componentWillUnmount() {
    this.#turn += 1;
  }

  async #load(query: ReportQuery, token: string | null) {
    const turn = ++this.#turn;
    this.setState(({ view }) => ({
      query,
      token,
      view: { name: "loading", before: reportInSight(view) },
      csvFailed: false,
    }));
    const read = await this.props.ports.read(query, token);
    if (turn !== this.#turn) return;
    this.setState(({ touchpoints }) => ({
      view: viewOf(read, token),
      touchpoints: read.outcome === "report" ? merged(touchpoints, read.report) : touchpoints,
    }));
  }

  #choose = (choice: Omit<ReportQuery, "key">) => {
    const query = inOrder({ ...choice, key: this.state.query.key });
    this.props.ports.chosen(query);
    void this.#load(query, this.state.token);
  };

  #saveCsv = async (event: Event) => {
    const { query, token } = this.state;
    if (token === null) return;
    event.preventDefault();
    const saved = await this.props.ports.saveCsv(query, token);
    this.setState({ csvFailed: !saved });
  };

  override render({ words, figures }: ReportPageProps, { view, query, token, touchpoints, csvFailed }: State) {
    const report = reportInSight(view);
    return (
      <div class="page">
        <Heading words={words} report={report} projectKey={query.key} />
        <main ref={this.#main} tabIndex={-1} aria-busy={view.name === "loading"}>
          {view.name !== "token-needed" && (
            <FilterForm words={words} query={query} touchpoints={touchpoints} onChoose={this.#choose}>
              {report !== null && (
                <a class="csv" href={csvAddress(query)} download onClick={this.#saveCsv}>
                  {words.csv.link}
                </a>
              )}
            </FilterForm>
          )}
          <output class="heard" aria-live="polite">
            {csvFailed ? words.csv.failed : announcement(view, words)}
          </output>
          {csvFailed && <p class="csv-failed">{words.csv.failed}</p>}
          {view.name === "loading" && report === null && <Notice sentence={words.loading} />}
          {view.name === "token-needed" && (
            <TokenForm
              words={words}
              refused={view.refused}
              onToken={(given) => void this.#load(this.state.query, given)}
            />
          )}
          {view.name === "failed" && (
            <Notice title={words.failed.title} sentence={words.failed[view.because]} detail={view.detail}>
              <button type="button" class="button" onClick={() => void this.#load(query, token)}>
                {words.failed.retry}
              </button>
            </Notice>
          )}
          {report !== null && report.rows.length === 0 && (
            <Notice group title={words.empty.title} sentence={words.empty.sentence} />
          )}
          {report?.leftOut !== undefined && <p class="left-out">{words.leftOut(figures.count(report.leftOut))}</p>}
          {report !== null && (
            <div class="cards">
              {seriesOf(report.rows).map((series) => (
                <SeriesCard key={series.id} words={words} figures={figures} series={series} />
              ))}
            </div>
          )}
        </main>
        <footer class="foot">
          <p>{words.foot}</p>
        </footer>
      </div>
    );
  }
}

function merged(touchpoints: readonly string[], report: Report): readonly string[] {
  return [...new Set([...touchpoints, ...report.rows.map(({ touchpoint }) => touchpoint)])].toSorted();
}
