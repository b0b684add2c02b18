/** Payments through banks (thanh toán qua ngân hàng). */
import { share } from './measures';

export const payments = [
  {
    code: 'ECO-18',
    field: 'universitiesCollegesTuitionViaBankRate',
    ...share,
    name: {
      vi: 'Tỷ lệ trường đại học, cao đẳng thu học phí qua ngân hàng',
      en: 'Universities and colleges that take fees through a bank',
    },
    definition: {
      vi: 'Số trường đại học, cao đẳng thu học phí qua ngân hàng chia cho tổng số trường.',
      en: 'Universities and colleges that take tuition fees through a bank, of all of them.',
    },
  },
  {
    code: 'ECO-19',
    field: 'provincialHospitalsFeesViaBankRate',
    ...share,
    name: {
      vi: 'Tỷ lệ bệnh viện cấp tỉnh thu viện phí qua ngân hàng',
      en: 'Provincial hospitals that take fees through a bank',
    },
    definition: {
      vi: 'Số bệnh viện cấp tỉnh thu viện phí qua ngân hàng chia cho tổng số bệnh viện cấp tỉnh.',
      en: 'Provincial hospitals that take fees through a bank, of all of them.',
    },
  },
  {
    code: 'ECO-20',
    field: 'powerBranchesAcceptingBankPaymentRate',
    ...share,
    name: {
      vi: 'Tỷ lệ chi nhánh điện lực chấp nhận thanh toán qua ngân hàng',
      en: 'Power company branches that accept bank payment',
    },
    definition: {
      vi: 'Số chi nhánh của Công ty Điện lực Bắc Ninh chấp nhận thanh toán hóa đơn qua ngân hàng chia cho tổng số chi nhánh.',
      en: 'Branches of the Bắc Ninh power company that accept the payment of bills through a bank, of all of them.',
    },
  },
  {
    code: 'ECO-21',
    field: 'waterSuppliersAcceptingBankPaymentRate',
    ...share,
    name: {
      vi: 'Tỷ lệ đơn vị cấp nước chấp nhận thanh toán qua ngân hàng',
      en: 'Water suppliers that accept bank payment',
    },
    definition: {
      vi: 'Số đơn vị cấp nước trong tỉnh chấp nhận thanh toán hóa đơn qua ngân hàng chia cho tổng số đơn vị cấp nước.',
      en: 'Water suppliers of the province that accept the payment of bills through a bank, of all of them.',
    },
  },
  {
    code: 'ECO-22',
    field: 'oneOffSocialInsuranceViaBankPersonsRate',
    ...share,
    name: {
      vi: 'Tỷ lệ người nhận bảo hiểm xã hội một lần qua ngân hàng',
      en: 'One-off social insurance through a bank, by payees',
    },
    definition: {
      vi: 'Số lượt người nhận bảo hiểm xã hội một lần qua ngân hàng chia cho tổng số lượt người nhận, như được công bố.',
      en: 'Payees of one-off social insurance who are paid through a bank, of all its payees, as published.',
    },
  },
  {
    code: 'ECO-23',
    field: 'oneOffSocialInsuranceViaBankValueRate',
    ...share,
    name: {
      vi: 'Tỷ lệ giá trị chi trả bảo hiểm xã hội một lần qua ngân hàng',
      en: 'One-off social insurance through a bank, by value',
    },
    definition: {
      vi: 'Giá trị chi trả bảo hiểm xã hội một lần qua ngân hàng chia cho tổng giá trị chi trả, như được công bố.',
      en: 'The value of one-off social insurance paid through a bank, of all that is paid of it, as published.',
    },
  },
  {
    code: 'ECO-24',
    field: 'unemploymentBenefitViaBankRate',
    ...share,
    name: {
      vi: 'Tỷ lệ chi trả trợ cấp thất nghiệp qua ngân hàng',
      en: 'Unemployment benefit through a bank',
    },
    definition: {
      vi: 'Chi trả trợ cấp thất nghiệp qua ngân hàng chia cho tổng chi trả trợ cấp thất nghiệp, như được công bố.',
      en: 'Payments of unemployment benefit through a bank, of all such payments, as published.',
    },
  },
] as const;
