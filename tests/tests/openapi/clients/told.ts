// What clients are told, and what they tell.
declare const process: { argv: string[]; exit(code: number): never };

const [, , url, ...others] = process.argv;

export const baseUrl: string = url ?? "";

export const more: string[] = others;

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) {
    console.error(`not so: ${what}`);
    process.exit(1);
  }
}

export function done(): void {
  console.log("all as described");
}
