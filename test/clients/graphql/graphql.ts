/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a value comes from, in order of precedence (nguồn gốc giá trị). */
export type Origin =
  /** Computed from operational records (tính từ dữ liệu nghiệp vụ). */
  | 'COMPUTED'
  /** From synthetic records, made for demonstration; not a real figure (dữ liệu minh họa). */
  | 'DEMONSTRATION'
  /** Printed by an authority or the press (số liệu đã công bố). */
  | 'PUBLISHED';

export type DistrictFeedbackQueryVariables = Exact<{
  code: string;
  period: string;
  on: string;
}>;


export type DistrictFeedbackQuery = { administrativeUnit: { name: string, children: Array<{ code: string, name: string, scorecard: { feedback: { received: { value: number | null, origin: Origin | null } } | null } }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const DistrictFeedbackDocument = new TypedDocumentString(`
    query DistrictFeedback($code: String!, $period: Period!, $on: Date!) {
  administrativeUnit(code: $code) {
    name
    children(on: $on) {
      code
      name
      scorecard(period: $period) {
        feedback {
          received {
            value
            origin
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DistrictFeedbackQuery, DistrictFeedbackQueryVariables>;