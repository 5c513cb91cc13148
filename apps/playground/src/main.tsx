// Where the page begins.
import 'uplot/dist/uPlot.min.css';
import './style.css';
import { render } from 'preact';
import { App } from './page/app.js';

const place = document.querySelector('#page')!;
place.replaceChildren();
render(<App />, place);
