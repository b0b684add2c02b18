/** Every KPI that the systems declare, each with its entry in the catalogue of indicators, and the queries for them. */
import 'reflect-metadata';
import { Arg, Directive, ID, Query, Resolver } from 'type-graphql';
import { type KpiDeclaration, type SystemDeclaration, systemEnumValue } from '../../shared/kpi/kpi';
import type { IdentityTypes } from '../../shared/subgraph/identity-types';

export interface CatalogueEntry {
  readonly kpi: KpiDeclaration;
  readonly system: SystemDeclaration;
  readonly indicator: InstanceType<IdentityTypes['Indicator']>;
}

export class CatalogueEntries {
  private readonly all: readonly CatalogueEntry[];

  constructor(catalogue: readonly SystemDeclaration[], Indicator: IdentityTypes['Indicator']) {
    this.all = catalogue.flatMap((system) =>
      system.kpis.map((kpi) => ({ kpi, system, indicator: new Indicator(kpi, system) })),
    );
  }

  get size(): number {
    return this.all.length;
  }

  /** In catalogue order. What is absent does not narrow the list, and unknown codes are left out. */
  select(systems?: readonly string[] | null, codes?: readonly string[] | null): CatalogueEntry[] {
    return this.all.filter(
      ({ kpi, system }) =>
        (systems?.includes(systemEnumValue(system)) ?? true) && (codes?.includes(kpi.code) ?? true),
    );
  }

  indicator(code: string | undefined): CatalogueEntry['indicator'] | undefined {
    return this.all.find(({ kpi }) => kpi.code === code)?.indicator;
  }
}

export function catalogueQueries(entries: CatalogueEntries, { Indicator, SourceSystem }: IdentityTypes) {
  @Resolver()
  class CatalogueQueries {
    @Directive(`@listSize(assumedSize: ${entries.size})`)
    @Query(() => [Indicator], {
      nullable: true,
      description: 'The catalogue of indicators, in catalogue order (danh mục chỉ tiêu).',
    })
    indicators(
      @Arg('systems', () => [SourceSystem], { nullable: true, description: 'Only these systems (hệ thống).' })
      systems?: readonly string[] | null,
      @Arg('codes', () => [ID], {
        nullable: true,
        description: 'Only these indicators; unknown codes are left out (mã chỉ tiêu).',
      })
      codes?: readonly string[] | null,
    ): object[] {
      return entries.select(systems, codes).map(({ indicator }) => indicator);
    }

    @Query(() => Indicator, {
      nullable: true,
      description: 'One indicator; null when no system declares the code (chỉ tiêu).',
    })
    indicator(
      @Arg('code', () => ID, { description: 'Its code: `FBK-02` (mã chỉ tiêu).' }) code: string,
    ): object | undefined {
      return entries.indicator(code);
    }
  }
  return CatalogueQueries;
}
