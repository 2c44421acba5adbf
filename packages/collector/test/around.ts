/** The same port, with something that happens before and after one of its verbs. */
export function around<Port extends object, Verb extends keyof Port>(
  port: Port,
  verb: Verb,
  before: (
    argument: Port[Verb] extends (argument: infer Argument, ...more: never[]) => unknown ? Argument : never,
  ) => unknown,
  after: () => unknown = () => {},
): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name !== verb) return value.bind(target);
      return async (argument: never, ...more: never[]) => {
        await before(argument);
        const result: unknown = await value.call(target, argument, ...more);
        await after();
        return result;
      };
    },
  });
}

/** The same port with other verbs in the place of some. */
export function replaced<Port extends object>(port: Port, verbs: Partial<Port>): Port {
  return new Proxy(port, {
    get(target, name) {
      if (name in verbs) return Reflect.get(verbs, name) as unknown;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
