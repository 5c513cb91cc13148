// Where the page begins.
import 'uplot/dist/uPlot.min.css';
import './style/paper.css';
import './style/controls.css';
import './style/figures.css';
import './style/below.css';
import './style/narrow.css';
import { render } from 'preact';
import { App } from './page/app.js';

const place = document.querySelector('#page')!;
place.replaceChildren();
render(<App />, place);
