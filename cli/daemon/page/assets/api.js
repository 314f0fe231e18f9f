// Sends questions to the daemon. If the daemon asks for a token, it is kept as long as the tab.

const kTokenKey = "setoff-token";

export const token = () => sessionStorage.getItem(kTokenKey) ?? "";
export const setToken = (text) => (text ? sessionStorage.setItem(kTokenKey, text) : sessionStorage.removeItem(kTokenKey));

export const authorization = () => (token() ? {Authorization: `Bearer ${token()}`} : {});

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `the daemon answered ${status}`);
    this.status = status;
    this.code = body.code;
    this.where = body.where;
  }
}

export async function ask(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== "" && value !== false) query.set(name, value);
  const target = query.size ? `${path}?${query}` : path;
  const response = await fetch(target, {headers: {Accept: "application/json", ...authorization()}, cache: "no-store"});
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}
