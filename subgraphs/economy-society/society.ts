/** Identity, telecom, cameras, community teams and inspections (xã hội số). */
import { count, share, yearlyCount, yearlyShare } from './measures';

export const society = [
  {
    code: 'ECO-25',
    field: 'phoneSubscribersStandardised',
    ...yearlyCount,
    direction: 'HIGHER_IS_BETTER',
    name: { vi: 'Số thuê bao điện thoại được chuẩn hóa', en: 'Phone subscribers standardised' },
    definition: {
      vi: 'Số thuê bao được chuẩn hóa theo Cơ sở dữ liệu quốc gia về dân cư trong năm.',
      en: 'Subscribers matched with the national population database in the year.',
    },
  },
  {
    code: 'ECO-26',
    field: 'vneidAccountsVsAssignedTargetRate',
    ...share,
    name: {
      vi: 'Tỷ lệ tài khoản VNeID so với chỉ tiêu giao',
      en: 'VNeID accounts against the assigned quota',
    },
    definition: {
      vi: 'Số tài khoản định danh điện tử VNeID chia cho chỉ tiêu được giao; có thể vượt 100 %.',
      en: 'VNeID electronic identity accounts, of the quota assigned; may exceed 100 %.',
    },
  },
  {
    code: 'ECO-27',
    field: 'villagesCovered3g4gRate',
    ...share,
    name: { vi: 'Tỷ lệ thôn, xóm được phủ sóng 3G, 4G', en: 'Villages covered by 3G and 4G' },
    definition: {
      vi: 'Số thôn, xóm được phủ sóng 3G, 4G chia cho tổng số thôn, xóm.',
      en: 'Villages with 3G and 4G coverage, of all villages.',
    },
  },
  {
    code: 'ECO-28',
    field: 'pilotCameras',
    ...count,
    name: { vi: 'Số camera của dự án thí điểm giám sát', en: 'Cameras of the surveillance pilot' },
    definition: {
      vi: 'Số camera thuộc dự án thí điểm giám sát.',
      en: 'Cameras that belong to the pilot project of surveillance.',
    },
  },
  {
    code: 'ECO-29',
    field: 'cityCamerasAdded',
    ...count,
    name: { vi: 'Số camera thành phố triển khai thêm từ năm 2021', en: 'City cameras added since 2021' },
    definition: {
      vi: 'Số camera UBND thành phố triển khai thêm trên địa bàn từ năm 2021 đến ngày công bố.',
      en: "Cameras that the city's People's Committee has added on its territory since 2021.",
    },
  },
  {
    code: 'ECO-30',
    field: 'camerasManagedAtProvinceDataCentre',
    ...count,
    name: {
      vi: 'Số camera quản lý tại Trung tâm dữ liệu tỉnh',
      en: "Cameras managed at the province's data centre",
    },
    definition: {
      vi: 'Số camera được quản lý tại Trung tâm dữ liệu tỉnh.',
      en: "Cameras that the province's data centre manages.",
    },
  },
  {
    code: 'ECO-31',
    field: 'communityDigitalTeams',
    ...count,
    direction: 'HIGHER_IS_BETTER',
    name: { vi: 'Số Tổ công nghệ số cộng đồng', en: 'Community digital teams' },
    definition: {
      vi: 'Số Tổ công nghệ số cộng đồng đã thành lập.',
      en: 'Community digital teams that have been set up.',
    },
  },
  {
    code: 'ECO-32',
    field: 'villagesWithDigitalTeamRate',
    ...share,
    name: { vi: 'Tỷ lệ thôn có Tổ công nghệ số cộng đồng', en: 'Villages with a digital team' },
    definition: {
      vi: 'Số thôn có Tổ công nghệ số cộng đồng chia cho tổng số thôn. Thôn ở dưới cấp xã nên không có mã đơn vị hành chính.',
      en: 'Villages with a community digital team, of all villages. They lie below the communes and bear no administrative code.',
    },
  },
  {
    code: 'ECO-33',
    field: 'communityDigitalTeamMembers',
    ...count,
    direction: 'HIGHER_IS_BETTER',
    name: { vi: 'Số thành viên Tổ công nghệ số cộng đồng', en: 'Members of community digital teams' },
    definition: {
      vi: 'Số thành viên của các Tổ công nghệ số cộng đồng.',
      en: 'Members of all community digital teams.',
    },
  },
  {
    code: 'ECO-34',
    field: 'stateInspectionsDoneDigitallyRate',
    ...yearlyShare,
    name: {
      vi: 'Tỷ lệ hoạt động kiểm tra thực hiện qua môi trường số',
      en: 'State inspections done digitally',
    },
    definition: {
      vi: 'Số hoạt động kiểm tra của cơ quan quản lý thực hiện qua môi trường số chia cho tổng số hoạt động kiểm tra. Mới có chỉ tiêu, chưa công bố kết quả.',
      en: 'Inspections by state agencies that are done digitally, of all inspections. Only the target is published, no result yet.',
    },
    targets: [
      {
        value: 50,
        by: '2025-12-31',
        issuer: 'Bắc Ninh',
        confidence: 'STATED_IN_SOURCE',
        legalBasis: 'Bắc Ninh digital transformation programme to 2025 (source 002)',
        quote: '50% hoạt động kiểm tra',
        source: '002',
      },
    ],
  },
] as const;
