/** Text that the vocabulary cannot read. The message says what was got, what was expected and what to do. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}
