import { LabIcon } from '@jupyterlab/ui-components';

/** A table whose last cell holds a mark. */
function table(mark: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g fill="none" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">
    <g class="jp-icon3" stroke="#616161">
      <path d="M21 11V5a1 1 0 0 0-1-1H4a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h7M3 9h18M9 9v10"/>
      <path d="${mark}"/>
    </g>
  </g>
</svg>`;
}

/** What was checked. */
export const giftIcon = new LabIcon({
  name: 'gift4code:gift',
  svgstr: table('M14.5 18l2.5 2.5 5-5.5')
});

/** What went wrong. */
export const mendIcon = new LabIcon({
  name: 'gift4code:mend',
  svgstr: table('M18 13v5M18 21.5v.5')
});

/** What is taken as it stands. */
export const takeIcon = new LabIcon({
  name: 'gift4code:take',
  svgstr: table('M21.5 17.5H14M17 14.5l-3 3 3 3')
});
