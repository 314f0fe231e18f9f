// Verifies in the browser that an entry is under the root of the ledger: computes the leaf from the
// bytes and the root from the proof (RFC 9162, section 2.1.3.2).

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function hash(...parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

const node = (left, right) => hash(Uint8Array.of(1), left, right);

// Browsers offer hashing only to pages from this machine or over TLS.
export const canVerify = () => Boolean(globalThis.crypto?.subtle);

export async function verify({sequence, size, root, proof, bytes}) {
  const leaf = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
  let index = BigInt(sequence);
  let last = BigInt(size) - 1n;
  if (index > last) return false;
  let above = await hash(Uint8Array.of(0), leaf);
  for (const hex of proof) {
    if (last === 0n) return false;
    if (index & 1n || index === last) {
      above = await node(bytesOf(hex), above);
      while (index !== 0n && !(index & 1n)) { index >>= 1n; last >>= 1n; }
    } else {
      above = await node(above, bytesOf(hex));
    }
    index >>= 1n;
    last >>= 1n;
  }
  return last === 0n && hexOf(above) === root;
}
