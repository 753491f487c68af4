/** What is shown in the pictures: a person's steps, and the words that are on the screen after them. */
import type { Workbench } from './workbench.ts';

export interface Scene {
  /** Of the picture's file, without its extension. */
  readonly name: string;
  /** A sentence about what can be seen. */
  readonly title: string;
  /** A file beside the tutorial's that the scene is about. */
  readonly file?: { readonly name: string; readonly text: string };
  play(workbench: Workbench): Promise<void>;
}

/** The tutorial's service with one letter too many in its selector, in a namespace of its own. */
export const NEAR_MISS = {
  name: 'near-miss.yaml',
  text: `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: orders-se
  namespace: shop
spec:
  hosts:
    - orders.shop.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: STATIC
  workloadSelector:
    labels:
      app: orderss
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: orders-vm
  namespace: shop
spec:
  address: 192.168.0.31
  labels:
    app: orders
`,
} as const;

const LENS = '.codelens-decoration';
const HOVER = '.monaco-hover:not(.hidden)';
/** The editor below the others. */
const PREVIEW = '.editor-group-container:last-child .view-lines';
const SUGGESTION = '.suggest-widget.visible .monaco-list-row';

export const SCENES: readonly Scene[] = [
  {
    name: 'lens',
    title: 'a ServiceEntry says what it selects',
    async play(workbench) {
      await workbench.openFile('03-whoami-se.yaml');
      await workbench.see(LENS, '1 WorkloadEntry, 1 Deployment · 2 endpoints');
      await workbench.see('.statusbar-item', /Istio: \d+ resources/);
    },
  },
  {
    name: 'hover',
    title: 'the hover of a selector lists the workloads and their ports',
    async play(workbench) {
      await workbench.openFile('03-whoami-se.yaml');
      await workbench.goTo(15, 5);
      await workbench.page.keyboard.press('Control+KeyK');
      await workbench.page.keyboard.press('Control+KeyI');
      const hover = await workbench.see(HOVER, 'Selects 2 workloads');
      await workbench.holds(hover, 'whoami-we', '172.29.9.61', '8888');
    },
  },
  {
    name: 'lens-references',
    title: 'a lens opens the workloads that it counts',
    async play(workbench) {
      await workbench.openFile('03-whoami-se.yaml');
      await workbench.goTo(1, 1);
      const lens = await workbench.see(LENS, '1 WorkloadEntry, 1 Deployment · 2 endpoints');
      await workbench.clickUntil(lens.locator('a').first(), '.peekview-widget .monaco-list-row');
      await workbench.see('.peekview-widget', /02-whoami-we\.yaml|05-whoami-deploy\.yaml/);
    },
  },
  {
    name: 'near-miss',
    title: 'a selector one letter off is underlined, and says why',
    file: NEAR_MISS,
    async play(workbench) {
      await workbench.openFile(NEAR_MISS.name);
      await workbench.page.locator('.squiggly-warning').first().waitFor();
      await workbench.page.locator('.squiggly-warning').first().hover({ force: true });
      const hover = await workbench.see(HOVER, 'No workload in namespace "shop" has the label app: orderss');
      await workbench.holds(hover, 'orders-vm');
    },
  },
  {
    name: 'quick-fix',
    title: 'the quick fix offers the label that exists',
    async play(workbench) {
      await workbench.openFile(NEAR_MISS.name);
      await workbench.page.locator('.squiggly-warning').first().waitFor();
      await workbench.goTo(16, 14);
      await workbench.page.keyboard.press('Control+Period');
      await workbench.see('.action-widget', 'Change to "orders"');
    },
  },
  {
    name: 'completion',
    title: 'completion of a label value says what each would select',
    async play(workbench) {
      await workbench.openFile('03-whoami-se.yaml');
      await workbench.goTo(17, 18);
      for (let letters = 'whoami'.length; letters > 0; letters--) await workbench.page.keyboard.press('Backspace');
      await workbench.page.keyboard.press('Control+Space');
      await workbench.see(SUGGESTION, 'whoami');
      await workbench.see(SUGGESTION, '1 WorkloadEntry, 1 Deployment');
    },
  },
  {
    name: 'mesh',
    title: 'the list of files that take part in the answers',
    async play(workbench) {
      await workbench.undoAll();
      await workbench.openFile('02-whoami-we.yaml');
      await workbench.see(LENS, 'selected by whoami-se');
      await (await workbench.see('.statusbar-item', /Istio: \d+ resources/)).click();
      await workbench.see('.quick-input-widget .monaco-list-row', '03-whoami-se.yaml');
      await workbench.see('.quick-input-widget', 'tutorial');
    },
  },
  {
    name: 'snippet-offers',
    title: 'snippets are offered in an empty file by what they do',
    file: { name: 'vm.yaml', text: '' },
    async play(workbench) {
      await workbench.openFile('vm.yaml');
      await workbench.see('.statusbar-item', /Istio: \d+ resources/);
      await workbench.page.keyboard.type('vm ser');
      await workbench.see(SUGGESTION, 'VM service');
      await workbench.page.keyboard.press('Control+Space');
      await workbench.see('.suggest-details', 'name: billing');
    },
  },
  {
    name: 'snippet',
    title: 'a snippet is filled in from stop to stop',
    async play(workbench) {
      await workbench.openFile('vm.yaml');
      await workbench.goTo(1, 7);
      await workbench.page.keyboard.press('Control+Space');
      await workbench.see(SUGGESTION, 'VM service');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.keyboard.type('invoices');
      await workbench.see('.view-lines', 'invoices.internal.com');
      await workbench.see(LENS, '2 WorkloadEntries · 2 endpoints');
    },
  },
  {
    name: 'new-resource',
    title: 'the list of resources to begin with shows what would be inserted',
    async play(workbench) {
      await workbench.openFile('03-whoami-se.yaml');
      await workbench.beginCommand('Istio Workloads: New Istio Resource');
      await workbench.see('.quick-input-widget .monaco-list-row', 'VM and pods behind one host');
      await workbench.see(PREVIEW, 'name: billing');
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.see(PREVIEW, 'name: catalog');
    },
  },
];

/** Enough to see that all works: a lens on the tutorial as it is, and a finding with its fix. */
export const SCENES_OF_CHECK: readonly Scene[] = SCENES.filter(({ name }) =>
  ['lens', 'hover', 'near-miss', 'quick-fix', 'completion'].includes(name),
);
