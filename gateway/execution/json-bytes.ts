/** JSON written straight into bytes: no string of the whole answer is ever made, and a part can be taken back. */

const FIRST_SIZE = 65_536;
/** Shorter texts are copied byte by byte, which is faster than a call that copies. */
const SHORT = 48;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const MINUS = 0x2d;

export class JsonBytes {
  /** Where the next byte goes; set back to take back what came after. */
  at = 0;
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);

  /** A copy of what has been written. */
  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  /** Text that is JSON already, such as a name with its colon. */
  raw(text: Uint8Array): void {
    const { length } = text;
    this.reserve(length);
    if (length > SHORT) this.bytes.set(text, this.at);
    else for (let i = 0; i < length; i++) this.bytes[this.at + i] = text[i] ?? 0;
    this.at += length;
  }

  /** Part of another text that is JSON already. */
  part({
    source,
    start,
    end,
  }: {
    readonly source: Uint8Array;
    readonly start: number;
    readonly end: number;
  }): void {
    this.reserve(end - start);
    this.bytes.set(source.subarray(start, end), this.at);
    this.at += end - start;
  }

  byte(code: number): void {
    this.reserve(1);
    this.bytes[this.at++] = code;
  }

  number(value: number): void {
    if (Number.isInteger(value) && value > -1_000_000_000 && value < 1_000_000_000) this.integer(value);
    else this.text(String(value));
  }

  string(text: string): void {
    const { length } = text;
    if (length > SHORT) {
      this.text(JSON.stringify(text));
      return;
    }
    const start = this.at;
    this.reserve(3 * length + 2);
    const { bytes } = this;
    let at = start;
    bytes[at++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code === QUOTE || code === BACKSLASH || (code >= 0xd800 && code <= 0xdfff)) {
        // Escapes and pairs of surrogates are the platform's to write.
        this.text(JSON.stringify(text));
        return;
      }
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[at++] = QUOTE;
    this.at = at;
  }

  /** Any value that JSON knows. */
  json(value: unknown): void {
    this.text(JSON.stringify(value));
  }

  private integer(value: number): void {
    this.reserve(10);
    let rest = value;
    if (rest < 0) {
      this.bytes[this.at++] = MINUS;
      rest = -rest;
    }
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits++;
    for (let place = this.at + digits - 1; place >= this.at; place--) {
      const tenth = Math.floor(rest / 10);
      this.bytes[place] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.at += digits;
  }

  private text(text: string): void {
    this.reserve(3 * text.length);
    this.at += this.bytes.write(text, this.at);
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.at + more));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}
