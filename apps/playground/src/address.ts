// Settings to and from the query of the address, so that a link or a reload gives the same run.
import { rules, settingNames, type Settings } from './settings.js';

/** The data set that the page draws; others are named by a fingerprint of their bytes. */
export const drawnDigits = 'digits';

export interface Address {
  readonly settings: Settings;
  /** `digits`, or the fingerprint of files that were dropped on the page. */
  readonly data: string;
}

/** What an address says, and in sentences what it says wrongly; the initial value takes its place. */
export function parseAddress(query: string): Address & { readonly complaints: readonly string[] } {
  const parameters = new URLSearchParams(query);
  const complaints: string[] = [];
  const read = <Key extends keyof Settings>(name: Key): Settings[Key] => {
    const { initial, rule, parse } = rules[name];
    const text = parameters.get(name);
    if (text === null) return initial;
    const value = parse(text);
    if (value !== null) return value;
    complaints.push(`${name} must be ${rule}, got '${text}'. ${initial} is used.`);
    return initial;
  };
  const settings = Object.fromEntries(
    settingNames.map((name) => [name, read(name)]),
  ) as unknown as Settings;
  const data = parameters.get('data') ?? drawnDigits;
  if (data !== drawnDigits && !/^[0-9a-f]{12}$/.test(data)) {
    complaints.push(
      `data must be ${drawnDigits} or the 12 hexadecimal digits of a data set, got '${data}'. ${drawnDigits} is used.`,
    );
    return { settings, data: drawnDigits, complaints };
  }
  return { settings, data, complaints };
}

/** The query that says it all, with its question mark. */
export function formatAddress({ settings, data }: Address): string {
  const entries = settingNames.map((name) => [name, String(settings[name])]);
  return `?${new URLSearchParams([['data', data], ...entries] as [string, string][])}`;
}
