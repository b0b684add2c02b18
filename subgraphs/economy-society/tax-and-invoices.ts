/** Electronic tax payment and invoices (thuế điện tử và hóa đơn điện tử). */
import { count, share, yearlyCount } from './measures';

export const taxAndInvoices = [
  {
    code: 'ECO-09',
    field: 'banksLinkedToEtax',
    ...count,
    name: { vi: 'Số ngân hàng liên kết nộp thuế điện tử', en: 'Banks linked to electronic tax payment' },
    definition: {
      vi: 'Số ngân hàng trên toàn quốc liên kết với hệ thống nộp thuế điện tử; không phải số riêng của tỉnh.',
      en: "Banks all over the country that are linked to the tax authority's payment system; not a number of the province alone.",
    },
  },
  {
    code: 'ECO-10',
    field: 'enterprisesRegisteredEtaxRate',
    ...share,
    name: {
      vi: 'Tỷ lệ doanh nghiệp đăng ký nộp thuế điện tử',
      en: 'Enterprises registered for electronic tax payment',
    },
    definition: {
      vi: 'Số doanh nghiệp đăng ký nộp thuế điện tử chia cho tổng số doanh nghiệp.',
      en: 'Enterprises registered to pay tax electronically, of all enterprises.',
    },
  },
  {
    code: 'ECO-11',
    field: 'taxVouchersPaidElectronicallyRate',
    ...share,
    name: { vi: 'Tỷ lệ chứng từ nộp thuế điện tử', en: 'Tax vouchers paid electronically' },
    definition: {
      vi: 'Số chứng từ nộp thuế điện tử chia cho tổng số chứng từ nộp thuế, như được công bố.',
      en: 'Vouchers of tax paid electronically, of all vouchers of tax paid, as published.',
    },
  },
  {
    code: 'ECO-12',
    field: 'taxAmountPaidElectronicallyRate',
    ...share,
    name: { vi: 'Tỷ lệ số tiền nộp thuế điện tử', en: 'Tax paid electronically, by amount' },
    definition: {
      vi: 'Số tiền thuế nộp điện tử chia cho tổng số tiền thuế nộp, như được công bố.',
      en: 'The amount of tax paid electronically, of all tax paid, as published.',
    },
  },
  {
    code: 'ECO-13',
    field: 'enterprisesEinvoiceRate',
    ...share,
    name: {
      vi: 'Tỷ lệ doanh nghiệp, tổ chức sử dụng hóa đơn điện tử',
      en: 'Enterprises that use electronic invoices',
    },
    definition: {
      vi: 'Số doanh nghiệp, tổ chức sử dụng hóa đơn điện tử chia cho tổng số doanh nghiệp, tổ chức.',
      en: 'Enterprises and organisations that use electronic invoices, of all of them.',
    },
  },
  {
    code: 'ECO-14',
    field: 'enterprisesEinvoiceCount',
    ...count,
    name: {
      vi: 'Số doanh nghiệp, tổ chức sử dụng hóa đơn điện tử',
      en: 'Number of enterprises with electronic invoices',
    },
    definition: {
      vi: 'Số doanh nghiệp, tổ chức sử dụng hóa đơn điện tử.',
      en: 'Enterprises and organisations that use electronic invoices.',
    },
  },
  {
    code: 'ECO-15',
    field: 'declaringHouseholdsEinvoiceRate',
    ...share,
    name: {
      vi: 'Tỷ lệ hộ kinh doanh kê khai sử dụng hóa đơn điện tử',
      en: 'Declaring household businesses that use electronic invoices',
    },
    definition: {
      vi: 'Số hộ kinh doanh nộp thuế theo phương pháp kê khai sử dụng hóa đơn điện tử chia cho tổng số hộ đó.',
      en: 'Household businesses that declare their tax and use electronic invoices, of all that declare.',
    },
  },
  {
    code: 'ECO-16',
    field: 'declaringHouseholdsEinvoiceCount',
    ...count,
    name: {
      vi: 'Số hộ kinh doanh kê khai sử dụng hóa đơn điện tử',
      en: 'Number of declaring household businesses with electronic invoices',
    },
    definition: {
      vi: 'Số hộ kinh doanh nộp thuế theo phương pháp kê khai sử dụng hóa đơn điện tử.',
      en: 'Household businesses that declare their tax and use electronic invoices.',
    },
  },
  {
    code: 'ECO-17',
    field: 'einvoicesCreated',
    ...yearlyCount,
    name: { vi: 'Số hóa đơn điện tử được tạo', en: 'Electronic invoices created' },
    definition: {
      vi: 'Số hóa đơn điện tử được tạo trong kỳ. Mới công bố số lũy kế, nên chưa có giá trị của một kỳ.',
      en: 'Electronic invoices created in the period. Only the sum since the start is published, which is no value of a period.',
    },
  },
] as const;
