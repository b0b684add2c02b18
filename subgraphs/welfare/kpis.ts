/** The KPIs of social-welfare payments (chi trả an sinh xã hội): monthly allowances of social protection and of merit. */
import { declareSystem } from '../../shared/kpi/kpi';
import type { Localised } from '../../shared/units/unit';

/** So that nobody is recognised, and nobody's allowance. No law sets the values: they are the project's own choice. */
const disclosure = { minimumCellSize: 5, dominancePercent: 50 } as const;

const common = { tiers: ['DISTRICT', 'COMMUNE'], disclosure } as const;
const rate = { unit: 'PERCENT', decimals: 2, direction: 'HIGHER_IS_BETTER', aggregation: 'RATIO' } as const;

const entitled = { records: 'beneficiary', from: ['entitled_from'], to: ['entitled_to'] } as const;
const entitledSince = (column: string) => ({ ...entitled, from: ['entitled_from', column] });

function ofGroup(group: string, name: Localised) {
  return { code: group, name, counts: { held: { ...entitled, where: `r."group" = '${group}'` } } };
}

/** A payment belongs to the month in which it is due. */
const due = { records: 'payment', on: 'due_on', person: 'beneficiary_code' } as const;
/** Settled by the as-of: a payment settled has a day on which it was paid. */
const SETTLED = "r.status = 'settled' AND r.paid_on IS NOT NULL";
const settled = { ...due, where: SETTLED } as const;
const BY_ACCOUNT = "r.method = 'account'";

export const welfare = declareSystem({
  name: 'welfare',
  typeName: 'Welfare',
  title: { vi: 'Chi trả an sinh xã hội', en: 'Social-welfare payments' },
  kpis: [
    {
      code: 'WEL-01',
      field: 'beneficiaries',
      name: { vi: 'Số đối tượng hưởng trợ cấp hằng tháng', en: 'Monthly beneficiaries' },
      definition: {
        vi: 'Số người đang hưởng trợ cấp hằng tháng vào ngày cuối kỳ: đối tượng bảo trợ xã hội (NĐ 20/2021/NĐ-CP) và người có công (NĐ 75/2021/NĐ-CP, NĐ 55/2023/NĐ-CP).',
        en: "Persons entitled to a monthly allowance on the period's last day: of social protection (NĐ 20/2021/NĐ-CP) and of merit (NĐ 75/2021/NĐ-CP, NĐ 55/2023/NĐ-CP).",
      },
      ...common,
      unit: 'COUNT',
      decimals: 0,
      direction: 'NEUTRAL',
      aggregation: 'SUM',
      stock: true,
      counts: { held: entitled },
      breakdown: [
        ofGroup('social_protection', { vi: 'bảo trợ xã hội', en: 'Social protection' }),
        ofGroup('merit', { vi: 'người có công', en: 'People with merit' }),
      ],
    },
    {
      code: 'WEL-02',
      field: 'withAccountRate',
      name: { vi: 'Tỷ lệ đối tượng có tài khoản', en: 'Beneficiaries with an account' },
      definition: {
        vi: 'Số người đang hưởng có tài khoản đã xác minh vào ngày cuối kỳ, chia cho số người đang hưởng. Có tài khoản chưa phải là đã nhận tiền qua tài khoản.',
        en: "Beneficiaries with a verified account on the period's last day, of all beneficiaries on it. An account opened is not yet a payment made by account.",
      },
      ...common,
      ...rate,
      stock: true,
      qualitativeTargets: [
        {
          statement: {
            vi: 'Cơ bản các đối tượng có tài khoản trong tháng 1/2024.',
            en: 'Basically all beneficiaries have an account by the end of January 2024.',
          },
          by: '2024-01-31',
          issuer: 'Bắc Ninh',
          quote: 'trong tháng 1/2024 cơ bản các đối tượng',
          source: '004',
        },
      ],
      counts: { held: entitledSince('account_verified_at'), of: entitled },
    },
    {
      code: 'WEL-03',
      field: 'cashlessPaymentsRate',
      name: { vi: 'Tỷ lệ chi trả không dùng tiền mặt (lượt)', en: 'Cashless, by payments' },
      definition: {
        vi: 'Số lượt chi trả qua tài khoản đến kỳ trong kỳ, chia cho số lượt chi trả đến kỳ trong kỳ. Chỉ tính lượt đã chi trả thành công (cách hiểu của dự án).',
        en: "Payments due in the period and made by account, of the payments due in the period. Only settled payments count (the project's own reading).",
      },
      ...common,
      ...rate,
      counts: { ...settled, numerator: BY_ACCOUNT, denominator: 'true' },
    },
    {
      code: 'WEL-04',
      field: 'cashlessValueRate',
      name: { vi: 'Tỷ lệ chi trả không dùng tiền mặt (giá trị)', en: 'Cashless, by value' },
      definition: {
        vi: 'Số tiền chi trả qua tài khoản, chia cho số tiền đã chi trả thành công, của các lượt đến kỳ trong kỳ.',
        en: 'Amount paid by account, of the amount of all settled payments, of the payments due in the period.',
      },
      ...common,
      ...rate,
      counts: {
        ...settled,
        numerator: { sum: 'r.amount_vnd', where: BY_ACCOUNT },
        denominator: { sum: 'r.amount_vnd' },
      },
    },
    {
      code: 'WEL-05',
      field: 'amountPaid',
      name: { vi: 'Kinh phí chi trả', en: 'Amount paid' },
      definition: {
        vi: 'Tổng số tiền đã chi trả thành công của các lượt đến kỳ trong kỳ, bằng đồng.',
        en: 'Sum of the settled payments due in the period, in đồng.',
      },
      ...common,
      unit: 'VND',
      decimals: 0,
      direction: 'NEUTRAL',
      aggregation: 'SUM',
      counts: { ...settled, numerator: { sum: 'r.amount_vnd' } },
    },
    {
      code: 'WEL-06',
      field: 'paidOnTimeRate',
      name: { vi: 'Tỷ lệ chi trả đúng kỳ', en: 'Paid on time' },
      definition: {
        vi: 'Số lượt chi trả thành công không muộn hơn ngày đến kỳ, chia cho số lượt đến kỳ trong kỳ, kể cả lượt không thành công hoặc tạm dừng.',
        en: 'Payments settled on or before the day they were due, of all payments due in the period, failed and held ones included.',
      },
      ...common,
      ...rate,
      counts: {
        ...due,
        numerator: `${SETTLED} AND r.paid_on <= r.due_on`,
        denominator: 'true',
        // Those due a payment less those paid (WEL-03), and those paid less those paid on time.
        remainders: [
          { where: `NOT (${SETTLED})`, whole: 'WEL-06 denominator', part: 'WEL-03 denominator' },
          {
            where: `${SETTLED} AND r.paid_on > r.due_on`,
            whole: 'WEL-03 denominator',
            part: 'WEL-06 numerator',
          },
        ],
      },
    },
    {
      code: 'WEL-07',
      field: 'populationMatchedRate',
      name: {
        vi: 'Tỷ lệ đối tượng khớp Cơ sở dữ liệu quốc gia về dân cư',
        en: 'Matched with the population database',
      },
      definition: {
        vi: 'Số người đang hưởng đã khớp với Cơ sở dữ liệu quốc gia về dân cư vào ngày cuối kỳ, chia cho số người đang hưởng.',
        en: "Beneficiaries matched with the national population database by the period's last day, of all beneficiaries on it.",
      },
      ...common,
      ...rate,
      stock: true,
      counts: { held: entitledSince('pid_matched_at'), of: entitled },
    },
    {
      code: 'WEL-08',
      field: 'pensionsCashlessRate',
      name: { vi: 'Tỷ lệ chi trả lương hưu không dùng tiền mặt', en: 'Pensions cashless' },
      definition: {
        vi: 'Số người hưởng lương hưu nhận qua tài khoản, chia cho số người hưởng lương hưu. Thuộc Bảo hiểm xã hội, không thuộc hệ thống này, nên chỉ có số liệu đã công bố.',
        en: 'Pensioners paid by account, of all pensioners. It belongs to Social Insurance and not to this system, so it is only published.',
      },
      ...rate,
      tiers: [],
      stock: true,
    },
  ],
});
