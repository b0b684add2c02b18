/** What is asked: S, M and L, each by connections that never ask the same at the same time. */

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** One for each connection, all different, so that no two requests in flight can share their work. */
  readonly variables: readonly Readonly<Record<string, string>>[];
}

/** Typed groups and the KPIs that are read of each; all six systems are asked. */
export const GROUPS = {
  documents: ['onlineProcessingRate', 'signedRate', 'onTimeRate'],
  publicServices: ['filedOnlineRate', 'resolvedOnlineRate', 'onTimeRate'],
  feedback: ['received', 'processedRate', 'onTimeRate'],
  welfare: ['beneficiaries', 'withAccountRate', 'amountPaid'],
  signatures: ['validCertificates', 'remoteSignings', 'validOnCheckRate'],
  economySociety: ['dtiRank', 'vneidAccountsVsAssignedTargetRate', 'communityDigitalTeams'],
} as const;

/** The day on which the children of the province are its eight districts, and its communes are 126. */
export const ON = '2023-12-31';

const groups = Object.entries(GROUPS)
  .map(([group, kpis]) => `${group} { ${kpis.map((kpi) => `${kpi} { ...figures }`).join(' ')} }`)
  .join('\n  ');

const fragments = `
fragment groups on Scorecard {
  ${groups}
}
fragment figures on Kpi { value numerator denominator origin missing }`;

const districts = ['256', '258', '259', '260', '261', '262', '263', '264'];
const months = ['2023', '2024'].flatMap((year) =>
  Array.from({ length: 8 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`),
);

export const CASES: readonly Case[] = [
  {
    name: 'S',
    title: 'one unit, all systems',
    query: `query S($code: String!, $period: Period!) {
  administrativeUnit(code: $code) { id name level scorecard(period: $period) { ...groups } }
}${fragments}`,
    variables: districts.flatMap((code) => ['2022', '2023'].map((period) => ({ code, period }))),
  },
  {
    name: 'M',
    title: 'eight districts, all systems',
    query: `query M($period: Period!) {
  administrativeUnit(code: "27") {
    children(on: "${ON}") { id name level scorecard(period: $period) { ...groups } }
  }
}${fragments}`,
    variables: months.map((period) => ({ period })),
  },
  {
    name: 'L',
    title: '126 communes, all systems, two periods',
    query: `query L($first: Period!, $second: Period!) {
  administrativeUnit(code: "27") {
    children(level: COMMUNE, on: "${ON}") {
      id name level
      first: scorecard(period: $first) { ...groups }
      second: scorecard(period: $second) { ...groups }
    }
  }
}${fragments}`,
    variables: ['2023-03', '2023-06', '2023-09', '2023-12'].map((first) => ({
      first,
      second: first.replace('2023', '2022'),
    })),
  },
];

/** The body of each connection's request. */
export function bodiesOf({ query, variables }: Case): string[] {
  return variables.map((values) => JSON.stringify({ query, variables: values }));
}
