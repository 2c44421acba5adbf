/** The same port, with something that happens before and after one of its verbs. */
export function around<Port extends object, Verb extends keyof Port>(
  port: Port,
  verb: Verb,
  before: (argument: Port[Verb] extends (argument: infer Argument) => unknown ? Argument : never) => unknown,
  after: () => void = () => {},
): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name !== verb) return value.bind(target);
      return async (argument: never) => {
        await before(argument);
        await value.call(target, argument);
        after();
      };
    },
  });
}
