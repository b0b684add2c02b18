/** The rules by which figures about too few persons are withheld, in words. */
import type { Localised } from '../units/unit';
import type { DisclosureRules } from './kpi';

const SOURCE = 'Handbook on Statistical Disclosure Control (ESSnet SDC), chapter 4';

export function disclosureRule({ minimumCellSize, dominancePercent }: DisclosureRules): Localised {
  const most = minimumCellSize - 1;
  const dominance = {
    vi: `, hoặc số tiền mà một người chiếm hơn ${dominancePercent} %`,
    en: `, and an amount of which one person has more than ${dominancePercent} %`,
  };
  const amounts = dominancePercent === undefined ? { vi: '', en: '' } : dominance;
  return {
    vi: `Không công bố khi tử số, phần còn lại của mẫu số hoặc mẫu số chỉ gồm 1–${most} người${amounts.vi}; không công bố thêm những số liệu khác có thể dùng để suy ra. Không có người nào thì được công bố. Số liệu đã dùng để che thì không công bố về sau. Quy tắc: tần số tối thiểu và trội (${SOURCE}); các ngưỡng do dự án chọn.`,
    en: `Withheld where numerator, rest of the denominator or denominator is 1 to ${most} persons${amounts.en}, together with other figures from which it could be inferred. Zero persons may be shown. What has once been withheld so stays withheld. Rules: minimum frequency and dominance (${SOURCE}); the thresholds are the project's own choice.`,
  };
}
