/** A line-of-business system as a subgraph: everything that follows from its declarations. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { DataSource, Logger, MigrationInterface } from 'typeorm';
import type { Databases } from '../database/databases';
import { type Demonstration, dropDemonstration, loadDemonstration } from '../demonstration/demonstration';
import type { RecordKind } from '../import/record-kind';
import { type KpiDeclaration, type SystemDeclaration, systemField } from '../kpi/kpi';
import { parsePeriod } from '../period/period';
import { loadPublishedFigures } from '../published/published-figures';
import { kpiCellEntity, kpiCoverageEntity, rollupMigrations } from '../rollup/cell';
import type { CellKey } from '../rollup/load-cells';
import { planRollup, refreshRollup } from '../rollup/maintain';
import type { RequestReader } from '../rollup/request-reader';
import { federatedSchema } from './federated-schema';
import { identityTypes } from './identity-types';
import { byAgency } from './by-agency';
import { kpiConnection } from './kpi-connection';
import { kpiComparison } from './kpi-comparison';
import type { SystemContext } from './kpi-source';
import { systemTypes } from './kpi-types';
import { KpiView, parseKpiId, parseUnitId } from './kpi-view';
import { PeriodScalar } from './scalars';
import type { OpenOptions, Subgraph } from './subgraph';
import { publishedData, systemData } from './system-data';

export interface SystemParts {
  readonly declaration: SystemDeclaration;
  /** Where its data files lie, from the project's root; default: `subgraphs/<name>`. */
  readonly folder?: string;
  /** Without any there is no database: its figures are only published. */
  readonly kinds: readonly RecordKind[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Generated records that add up to every published figure; absent: none. */
  readonly demonstration?: Demonstration;
  /** What only this system has: resolver classes for fields of its typed group. */
  readonly extensions?: (Group: new () => object) => readonly (new () => object)[];
  /** What the extensions' resolvers find in their context besides SystemContext, made for each request. */
  readonly context?: (reader: RequestReader) => object;
}

export function systemSubgraph(parts: SystemParts): Subgraph {
  const { declaration, kinds, demonstration } = parts;
  const plan = planRollup(declaration.kpis, kinds);
  const openDatabase = async (databases: Databases, logger?: Logger): Promise<DataSource> => {
    const entities = [kpiCellEntity, kpiCoverageEntity, ...kinds.map(({ entity }) => entity)];
    const migrations = [...rollupMigrations, ...parts.migrations];
    const dataSource = await databases.open({ name: declaration.name, entities, migrations }, logger);
    await refreshRollup(dataSource, declaration.name, plan);
    return dataSource;
  };
  const openRecords = async (databases: Databases, options: OpenOptions): Promise<DataSource> => {
    const { logger, log } = options;
    const dataSource = await openDatabase(databases, logger);
    if (options.demonstration && demonstration !== undefined) {
      const loaded = await loadDemonstration(dataSource, plan, demonstration);
      if (loaded > 0) log(`${declaration.name}: loaded ${loaded} demonstration records (synthetic)`);
    } else {
      const removed = await dropDemonstration(dataSource, plan);
      if (removed > 0) log(`${declaration.name}: removed ${removed} demonstration records`);
    }
    return dataSource;
  };
  return {
    name: declaration.name,
    ...(kinds.length === 0 ? {} : { records: { kinds, plan, open: openDatabase } }),
    buildSchema: (catalogue) => systemSchema(parts, catalogue),
    async open(databases, options) {
      const figures = loadPublishedFigures(declaration, parts.folder ?? `subgraphs/${declaration.name}`);
      if (kinds.length === 0) return publishedData(declaration, figures);
      const dataSource = await openRecords(databases, options);
      const { statements } = plan;
      return systemData({ declaration, figures, dataSource, statements, extension: parts.context });
    },
  };
}

/** One unit in one period, as the resolvers of a typed group's fields receive it. */
export interface GroupScope {
  readonly key: CellKey;
}

function systemSchema(
  { declaration, extensions }: SystemParts,
  catalogue: readonly SystemDeclaration[],
): Promise<GraphQLSchema> {
  const identity = identityTypes(catalogue);
  const { Kpi, SystemKpi, Group } = systemTypes(declaration, identity);

  @ObjectType('Scorecard', { description: 'One unit in one period, joined over all systems (bảng chỉ số).' })
  @Directive('@key(fields: "unitId period")')
  class Scorecard {
    @Field(() => ID, { description: 'The unit (đơn vị).' })
    unitId!: string;

    @Field(() => PeriodScalar, { description: 'The period (kỳ).' })
    period!: string;
  }
  const { title } = declaration;
  const groupField = systemField(declaration);
  Field(() => Group, { nullable: true, description: `${title.en} (${title.vi}).` })(
    Scorecard.prototype,
    groupField,
  );

  const indicators = new Map(
    declaration.kpis.map((kpi) => [kpi.code, new identity.Indicator(kpi, declaration)]),
  );
  const view = async (kpi: KpiDeclaration, key: CellKey, context: SystemContext) => {
    const cells = await context.cells.load(key);
    return new KpiView(kpi, key, cells, context, indicators.get(kpi.code) ?? {});
  };
  const TypedGroup = groupsOf(declaration, view);
  const list = kpiConnection(declaration, SystemKpi, ({ kpi, ...key }, context) => view(kpi, key, context));
  return federatedSchema({
    resolvers: [kpiComparison(Kpi), byAgency(Kpi, identity), list, ...(extensions?.(Group) ?? [])],
    types: [Scorecard, SystemKpi, identity.AdministrativeUnit, identity.Agency],
    references: {
      Scorecard: ({ unitId = '', period = '' }, context: SystemContext) => {
        const key = { unit: parseUnitId(unitId), period: parsePeriod(period) };
        return { unitId, period, [groupField]: new TypedGroup(key, context) };
      },
      [`${declaration.typeName}Kpi`]: ({ id = '' }, context: SystemContext) => {
        const { kpi, key } = parseKpiId(id, declaration);
        return view(kpi, key, context);
      },
      Indicator: ({ code = '' }) => {
        const kpi = declaration.kpis.find((candidate) => candidate.code === code);
        return kpi && indicators.get(kpi.code);
      },
    },
  });
}

/** Makes the typed groups of a system: each field is read only when it is asked for. */
function groupsOf(
  { kpis }: SystemDeclaration,
  view: (kpi: KpiDeclaration, key: CellKey, context: SystemContext) => Promise<KpiView>,
) {
  class Group implements GroupScope {
    constructor(
      readonly key: CellKey,
      readonly context: SystemContext,
    ) {}
  }
  for (const kpi of kpis) {
    Object.defineProperty(Group.prototype, kpi.field, {
      get(this: Group) {
        return view(kpi, this.key, this.context);
      },
    });
  }
  return Group;
}
