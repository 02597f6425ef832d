import { LabIcon } from '@jupyterlab/ui-components';

/** A table whose last cell is checked. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g fill="none" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">
    <g class="jp-icon3" stroke="#616161">
      <path d="M21 11V5a1 1 0 0 0-1-1H4a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h7M3 9h18M9 9v10"/>
      <path d="M14.5 18l2.5 2.5 5-5.5"/>
    </g>
  </g>
</svg>`;

export const giftIcon = new LabIcon({ name: 'gift4code:gift', svgstr: SVG });
