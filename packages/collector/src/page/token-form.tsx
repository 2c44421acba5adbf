import { Component, createRef, type TargetedSubmitEvent } from "preact";
import type { Words } from "./words/sentences.js";

interface TokenFormProps {
  words: Words;
  /** Whether a token was sent and not accepted. */
  refused: boolean;
  onToken(token: string): void;
}

/** Asks for the admin token. The field forgets it with the form; password managers are asked to stay out. */
export class TokenForm extends Component<TokenFormProps> {
  #field = createRef<HTMLInputElement>();

  // Nothing else on the page can be used now, so focus may be taken; the reader has just come or just pressed the button.
  override componentDidMount() {
    this.#field.current?.focus();
  }

  #submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = this.#field.current?.value.trim();
    if (token) this.props.onToken(token);
  };

  override render({ words, refused }: TokenFormProps) {
    return (
      <section class="panel notice">
        <h2>{words.token.title}</h2>
        <p class="soft">{words.token.why}</p>
        <form class="token" onSubmit={this.#submit}>
          <label class="field">
            <span>{words.token.label}</span>
            <input
              ref={this.#field}
              type="password"
              required
              autocomplete="off"
              spellcheck={false}
              aria-invalid={refused}
              aria-describedby={refused ? "token-refused token-kept" : "token-kept"}
            />
          </label>
          <button type="submit" class="button">
            {words.token.send}
          </button>
          {refused && (
            <p id="token-refused" class="refused">
              {words.token.refused}
            </p>
          )}
          <p id="token-kept" class="soft">
            {words.token.kept}
          </p>
        </form>
      </section>
    );
  }
}
