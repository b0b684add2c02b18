/** Indices and ranks, each the result of a year (các chỉ số xếp hạng). */
import { yearlyRank, yearlyShare } from './measures';

/** A place among the provinces by an index; the published figure's denominator is their number. */
function placeBy(index: { readonly vi: string; readonly en: string }) {
  return {
    ...yearlyRank,
    name: { vi: `Xếp hạng ${index.vi}`, en: `Rank by ${index.en}` },
    definition: {
      vi: `Thứ hạng của tỉnh theo ${index.vi} trong số các tỉnh, thành phố được xếp hạng; mẫu số là số tỉnh, thành phố đó.`,
      en: `The province's place by ${index.en} among the provinces ranked; the denominator is how many those are.`,
    },
  };
}

export const indices = [
  {
    code: 'ECO-01',
    field: 'dtiRank',
    ...placeBy({ vi: 'chỉ số chuyển đổi số cấp tỉnh', en: 'the digital transformation index' }),
  },
  {
    code: 'ECO-02',
    field: 'dtiDigitalGovernmentRank',
    ...placeBy({
      vi: 'trụ cột chính quyền số của chỉ số chuyển đổi số',
      en: "the digital transformation index's pillar of digital government",
    }),
  },
  {
    code: 'ECO-03',
    field: 'dtiDigitalEconomyRank',
    ...placeBy({
      vi: 'trụ cột kinh tế số của chỉ số chuyển đổi số',
      en: "the digital transformation index's pillar of digital economy",
    }),
  },
  {
    code: 'ECO-04',
    field: 'dtiDigitalSocietyRank',
    ...placeBy({
      vi: 'trụ cột xã hội số của chỉ số chuyển đổi số',
      en: "the digital transformation index's pillar of digital society",
    }),
  },
  {
    code: 'ECO-05',
    field: 'ictIndexRank',
    ...placeBy({
      vi: 'chỉ số ICT',
      en: 'the ICT index',
    }),
  },
  {
    code: 'ECO-06',
    field: 'informationSecurityIndexRank',
    ...placeBy({ vi: 'chỉ số an toàn thông tin mạng', en: 'the network information security index' }),
  },
  {
    code: 'ECO-07',
    field: 'digitalEconomyShareOfGrdp',
    ...yearlyShare,
    name: { vi: 'Tỷ trọng kinh tế số trong GRDP', en: 'Digital share of the economy' },
    definition: {
      vi: 'Giá trị kinh tế số của tỉnh chia cho tổng sản phẩm trên địa bàn (GRDP).',
      en: "The digital economy's part of the gross regional domestic product.",
    },
  },
  {
    code: 'ECO-08',
    field: 'digitalEconomyShareRank',
    ...placeBy({ vi: 'tỷ trọng kinh tế số trong GRDP', en: 'the digital share of the economy' }),
  },
] as const;
