export function load<T>(specifier: string): Promise<T>;
