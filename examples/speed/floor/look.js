export const css = `
:host { all: initial; display: contents }
.card { box-sizing: border-box; inset: auto 1.25em 1.25em auto; width: 22.5em; max-width: calc(100vw - 2.5em); margin: 0;
  padding: 1em; border: 1px solid #dde0e4; border-radius: .875em; background: #fff; color: #1a1d21;
  box-shadow: 0 1px 2px rgb(16 20 28 / .07), 0 .75em 2em -.5em rgb(16 20 28 / .2); font: medium/1.4 system-ui, sans-serif }
p, h2 { margin: 0; font: inherit }
h2 { font-size: 1.0625em; font-weight: 600 }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }
.task { display: flex; align-items: baseline; gap: .375em; color: #565d66; font-size: .8125em }
.task svg { width: .75em }
.scale { display: grid; grid-template-columns: repeat(5, 1fr); margin-top: .75em; padding: .125em; border-radius: .75em; background: #f1f2f4 }
.answer { position: relative; display: flex; flex-direction: column; align-items: center; gap: .3125em; padding: .5625em .0625em .5em;
  border-radius: .625em; text-align: center; font-size: .8125em; cursor: pointer }
.answer input { appearance: none; position: absolute; inset: 0; margin: 0; border-radius: .625em; cursor: pointer }
.answer input:hover { background: rgb(26 29 33 / .06) }
.face { width: 2.15em; color: #565d66 }
.eye { fill: currentColor; stroke: none }
.outside { display: inline-flex; align-items: center; gap: .5em; min-height: 2.75em; color: #565d66; font-size: .9375em }
.privacy { color: #565d66; font-size: .8125em }
.foot { display: flex; justify-content: space-between; margin: 0 -.75em }
button { min-height: 2.75em; padding: .375em .75em; border: 0; border-radius: .5em; background: none; color: inherit; font: inherit; cursor: pointer }
button:hover { background: rgb(26 29 33 / .06) }
:focus-visible { outline: 3px solid #1a1d21; outline-offset: 2px }
`;
